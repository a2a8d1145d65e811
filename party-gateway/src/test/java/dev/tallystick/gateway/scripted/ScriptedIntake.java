package dev.tallystick.gateway.scripted;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.scripted.ScriptedSuite.Refusal;
import dev.tallystick.party.DepositStatement;
import dev.tallystick.party.Expected;
import dev.tallystick.party.RecordDigests;
import dev.tallystick.party.TypedId;
import dev.tallystick.tlog.Hash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The vault's intake of chunks. Thread-safe. */
public final class ScriptedIntake {
  private static final String SALT = "A".repeat(43);

  private final ScriptedSuite suite;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Long> logged = new HashMap<>();
  private final Map<String, Chunk> chunks = new HashMap<>();
  private final List<Long> offsets = new ArrayList<>();
  private long awayBehind = Long.MAX_VALUE;
  private int refusals;
  private boolean isHeldUp;
  private Optional<Chunk> held = Optional.empty();
  private int heldRefusals;

  private record Chunk(String key, long end, Hash root) {}

  ScriptedIntake(ScriptedSuite suite) {
    this.suite = suite;
  }

  /** The vault goes away as soon as so many lines of an import are logged; not at all with -1. */
  public synchronized void goAwayBehind(long lines) {
    awayBehind = lines < 0 ? Long.MAX_VALUE : lines;
  }

  /** The next chunk is signed, and the log is away before it has the entry. */
  public synchronized void holdUp() {
    isHeldUp = true;
    heldRefusals = 0;
  }

  /** The log has the entry that was held up. */
  public synchronized void letGo() {
    held.ifPresent(chunk -> logged.merge(chunk.key(), chunk.end(), Math::max));
    held = Optional.empty();
  }

  /** How often a chunk was said to be signed whose entry is held up. */
  public synchronized int heldRefusals() {
    return heldRefusals;
  }

  /** The offsets of the chunks that were sent, in order. */
  public synchronized List<Long> offsets() {
    return List.copyOf(offsets);
  }

  /** How many chunks were not taken because the vault was away. */
  public synchronized int refusals() {
    return refusals;
  }

  synchronized String imported(String key) {
    return "{\"next\":" + logged.getOrDefault(key, 0L) + ",\"open\":[]}";
  }

  synchronized String take(Map<String, String> query, byte[] body, String key)
      throws IOException, Refusal {
    long offset = Long.parseLong(query.get("offset"));
    if (logged.getOrDefault(key, 0L) >= awayBehind) {
      refusals++;
      throw new Refusal(503, "AUDIT_UNAVAILABLE");
    }
    offsets.add(offset);
    String text;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      text = new String(in.readAllBytes(), UTF_8);
    }
    StringBuilder answers = new StringBuilder();
    List<Hash> digests = new ArrayList<>();
    long line = offset;
    for (String each : text.strip().split("\n", -1)) {
      line++;
      JsonObject sent = ScriptedSuite.json(each.getBytes(UTF_8));
      if (sent.findObject("fields").isEmpty()) {
        answers
            .append("{\"line\":" + line)
            .append(
                ",\"result\":\"REFUSED\",\"code\":\"CATEGORY_PROHIBITED\",\"ruleId\":\"R21\"}\n");
      } else {
        digests.add(RecordDigests.digest(Base64.getUrlDecoder().decode(SALT), sent));
        answers
            .append("{\"line\":" + line)
            .append(",\"result\":\"STORED\",\"record\":\"rec_" + line)
            .append("\",\"salt\":\"" + SALT + "\"}\n");
      }
    }
    String chunk = TypedId.draw("chk", suite.clock.millis(), random);
    Hash root = RecordDigests.root(digests);
    chunks.put(chunk, new Chunk(key, line, root));
    return answers
        + "{\"chunk\":\"%s\",\"count\":%d,\"root\":\"%s\"}\n"
            .formatted(chunk, digests.size(), root.hex());
  }

  synchronized String sign(String chunk, JsonObject json) throws Exception {
    Chunk staged = chunks.get(chunk);
    if (staged == null) {
      throw new Refusal(404, "CHUNK_UNKNOWN");
    }
    DepositStatement said =
        DepositStatement.verify(
            json.getString("statement"),
            suite.signingKeys(ScriptedSuite.PARTY),
            new Expected(ScriptedSuite.PARTY, "data-vault", suite.clock.instant()));
    if (!said.root().equals(staged.root())) {
      throw new Refusal(422, "CHUNK_ROOT_DIFFERS");
    }
    if (held.isPresent()) {
      heldRefusals++;
      throw new Refusal(409, "CHUNK_SIGNED");
    }
    if (isHeldUp) {
      isHeldUp = false;
      held = Optional.of(staged);
      throw new Refusal(503, "AUDIT_UNAVAILABLE");
    }
    logged.merge(staged.key(), staged.end(), Math::max);
    return "{\"receipt\":{}}";
  }
}
