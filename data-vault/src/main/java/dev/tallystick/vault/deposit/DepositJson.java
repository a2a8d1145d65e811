package dev.tallystick.vault.deposit;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.type.CategoryCount;
import dev.tallystick.events.type.RefusalCount;
import dev.tallystick.vault.deposit.LineOutcome.Duplicate;
import dev.tallystick.vault.deposit.LineOutcome.Refused;
import dev.tallystick.vault.record.SaltedId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The JSON of chunks: lines of the answer, and the counts as they stand in answer and event. */
final class DepositJson {
  private static final String DUPLICATE = "DUPLICATE";

  private DepositJson() {}

  static JsonObject stored(long line, SaltedId record) {
    return JsonObject.builder()
        .put("line", line)
        .put("result", "STORED")
        .put("record", record.id())
        .put(
            "salt",
            Base64.getUrlEncoder().withoutPadding().encodeToString(record.salt().toByteArray()))
        .build();
  }

  /** A line that was not stored: refused, or here already. */
  static JsonObject unstored(LineOutcome outcome, long firstLine) {
    JsonObject.Builder json = JsonObject.builder().put("line", firstLine + outcome.line());
    if (outcome instanceof Duplicate line) {
      return json.put("result", DUPLICATE).put("record", line.record()).build();
    }
    if (outcome instanceof Refused line) {
      return json.put("result", "REFUSED")
          .put("code", line.code())
          .putIfPresent("ruleId", line.ruleId())
          .putIfPresent("field", line.field())
          .putIfPresent("rule", line.broken())
          .build();
    }
    throw new AssertionError("a line that is stored");
  }

  static JsonObject end(Chunk chunk) {
    JsonObject.Builder end =
        JsonObject.builder()
            .put("chunk", chunk.id())
            .put("count", chunk.count())
            .put("root", chunk.root().hex())
            .put("signBy", Timestamps.format(chunk.signBy().toEpochMilli()))
            .put("next", chunk.place().offset() + chunk.lines());
    if (chunk.counts().hasRefusals()) {
      end.put("refused", refused(chunk.counts()));
    }
    return end.build();
  }

  private static JsonArray accepted(Counts counts) {
    return JsonArray.of(counts.acceptedCounts().stream().map(CategoryCount::toJson).toList());
  }

  private static JsonArray refused(Counts counts) {
    return JsonArray.of(counts.refusedCounts().stream().map(RefusalCount::toJson).toList());
  }

  /** The counts as a row keeps them. */
  static String text(Counts counts) {
    JsonObject.Builder json = JsonObject.builder();
    if (!counts.accepted().isEmpty()) {
      json.put("accepted", accepted(counts));
    }
    if (counts.hasRefusals()) {
      json.put("refused", refused(counts));
    }
    return CanonicalJson.text(json.build());
  }

  static Counts counts(String text) {
    Counts counts = new Counts();
    JsonObject json = object(text);
    for (JsonObject item : items(json, "accepted")) {
      CategoryCount count = CategoryCount.read(item);
      counts.accepted().put(count.category(), (int) count.count());
    }
    for (JsonObject item : items(json, "refused")) {
      RefusalCount count = RefusalCount.read(item);
      counts
          .refused()
          .computeIfAbsent(count.category(), any -> new TreeMap<>())
          .put(count.code(), (int) count.count());
    }
    return counts;
  }

  /** The lines not stored, as a row keeps them: numbers and codes, nothing of the lines. */
  static String text(List<LineOutcome> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(CanonicalJson.text(unstored(line, 0))).append('\n'));
    return text.toString();
  }

  static List<LineOutcome> unstoredLines(String text) {
    return text.lines().map(DepositJson::object).map(DepositJson::unstoredLine).toList();
  }

  private static LineOutcome unstoredLine(JsonObject json) {
    int line = (int) json.getInteger("line");
    return json.getString("result").equals(DUPLICATE)
        ? new Duplicate(line, LineCheck.UNKNOWN, json.getString("record"))
        : new Refused(
            line,
            LineCheck.UNKNOWN,
            json.getString("code"),
            json.findString("ruleId"),
            json.findString("field"),
            json.findString("rule"),
            false);
  }

  private static List<JsonObject> items(JsonObject json, String name) {
    Optional<JsonArray> array = json.findArray(name);
    return array.isEmpty()
        ? List.of()
        : array.get().items().stream().map(JsonObject.class::cast).toList();
  }

  private static JsonObject object(String text) {
    try {
      return (JsonObject) CanonicalJson.parseMessage(text.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a row of chunk holds other JSON than was stored", e);
    }
  }
}
