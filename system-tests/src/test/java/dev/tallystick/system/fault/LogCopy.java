package dev.tallystick.system.fault;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.system.Suite;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.EntryBundle;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.Tile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** All entries of the public log, read once; they must give the root of its checkpoint. */
final class LogCopy {
  private static final int OPENINGS = 5_000;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<Hash> entries = new ArrayList<>();
  private final List<Hash> leaves = new ArrayList<>();

  private LogCopy() {}

  /** Copies the log once its checkpoint covers an index. */
  static LogCopy of(Suite suite, long index) throws Exception {
    String log = suite.address("AUDIT_URL") + "/log/";
    Checkpoint checkpoint =
        await("the published log has entry " + index)
            .atMost(60, SECONDS)
            .until(() -> checkpoint(log), published -> published.size() > index);
    LogCopy copy = new LogCopy();
    for (long first = 0; first < checkpoint.size(); first += Tile.FULL_WIDTH) {
      int width = (int) Math.min(Tile.FULL_WIDTH, checkpoint.size() - first);
      Tile tile = new Tile(Tile.ENTRIES, first / Tile.FULL_WIDTH, width);
      EntryBundle bundle = EntryBundle.decode(get(log + tile.path()), width);
      for (int i = 0; i < width; i++) {
        copy.entries.add(Hash.copyOf(bundle.entry(i)));
        copy.leaves.add(bundle.leafHash(i));
      }
    }
    assertThat(Merkle.root(copy.leaves)).as("the root").isEqualTo(checkpoint.root());
    return copy;
  }

  private static Checkpoint checkpoint(String log) throws Exception {
    return Checkpoint.parse(SignedNote.parse(get(log + "checkpoint")).text());
  }

  Hash entry(long index) {
    return entries.get((int) index);
  }

  List<Hash> leaves(long size) {
    return leaves.subList(0, (int) size);
  }

  /** What the entries say, as an auditor of everything reads it. */
  List<JsonObject> bodies(Suite suite) throws Exception {
    List<JsonObject> openings = new ArrayList<>();
    String url = suite.address("AUDIT_URL") + "/v1/openings?purpose=fault-test";
    for (int from = 0; from < entries.size(); from += OPENINGS) {
      int to = Math.min(entries.size(), from + OPENINGS);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + "&from=" + from + "&to=" + to))
              .header("Authorization", "Bearer " + suite.token("auditor"))
              .build();
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      for (String line : answer.body().lines().toList()) {
        JsonObject one =
            (JsonObject) CanonicalJson.parseMessage(line.getBytes(StandardCharsets.UTF_8));
        openings.add(one.getObject("opening"));
      }
    }
    return openings;
  }

  private static byte[] get(String url) throws Exception {
    HttpResponse<byte[]> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(url)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(url).isEqualTo(200);
    return answer.body();
  }
}
