package dev.tallystick.vault.deposit;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.type.CategoryCount;
import dev.tallystick.events.type.RefusalCount;
import dev.tallystick.vault.deposit.LineOutcome.Duplicate;
import dev.tallystick.vault.deposit.LineOutcome.Refused;
import dev.tallystick.vault.document.ChunkCounts;
import dev.tallystick.vault.document.ChunkEnd;
import dev.tallystick.vault.document.StoredLine;
import dev.tallystick.vault.document.UnstoredLine;
import dev.tallystick.vault.record.SaltedId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/** The JSON of chunks: lines of the answer, and the counts as they stand in answer and event. */
final class DepositJson {
  private DepositJson() {}

  static JsonObject stored(long line, SaltedId record) {
    return new StoredLine(line, "STORED", record.id(), record.salt()).toJson();
  }

  /** A line that was not stored: refused, or here already. */
  static JsonObject unstored(LineOutcome outcome, long firstLine) {
    UnstoredLine.Builder json = UnstoredLine.builder().line(firstLine + outcome.line());
    if (outcome instanceof Duplicate line) {
      json.result(UnstoredLine.Result.DUPLICATE).record(line.record());
    } else if (outcome instanceof Refused line) {
      json.result(UnstoredLine.Result.REFUSED)
          .code(line.code())
          .ruleId(line.ruleId())
          .field(line.field())
          .rule(line.broken());
    } else {
      throw new AssertionError("a line that is stored");
    }
    return json.build().toJson();
  }

  static JsonObject end(Chunk chunk) {
    return new ChunkEnd(
            chunk.id(),
            chunk.count(),
            chunk.root(),
            chunk.signBy(),
            chunk.place().offset() + chunk.lines(),
            chunk.counts().refusedCounts())
        .toJson();
  }

  /** The counts as a row keeps them. */
  static String text(Counts counts) {
    return CanonicalJson.text(
        new ChunkCounts(counts.acceptedCounts(), counts.refusedCounts()).toJson());
  }

  static Counts counts(String text) {
    Counts counts = new Counts();
    ChunkCounts kept = ChunkCounts.read(object(text));
    for (CategoryCount count : kept.accepted()) {
      counts.accepted().put(count.category(), (int) count.count());
    }
    for (RefusalCount count : kept.refused()) {
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
    UnstoredLine kept = UnstoredLine.read(json);
    int line = (int) kept.line();
    return kept.result() == UnstoredLine.Result.DUPLICATE
        ? new Duplicate(line, LineCheck.UNKNOWN, kept.record().orElseThrow())
        : new Refused(
            line,
            LineCheck.UNKNOWN,
            kept.code().orElseThrow(),
            kept.ruleId(),
            kept.field(),
            kept.rule(),
            false);
  }

  private static JsonObject object(String text) {
    try {
      return (JsonObject) CanonicalJson.parseMessage(text.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a row of chunk holds other JSON than was stored", e);
    }
  }
}
