package dev.tallystick.importing.lines;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.importing.mapping.Mapping;
import dev.tallystick.party.Identifier;
import java.time.Instant;
import java.util.Map;

/** The lines of an import, as {@code docs/spec/records.md} has them. */
final class RecordLines {
  private final Mapping mapping;

  RecordLines(Mapping mapping) {
    this.mapping = mapping;
  }

  JsonObject of(
      Identifier person,
      String category,
      Instant observedAt,
      Map<String, JsonValue> fields,
      Map<String, JsonValue> more) {
    JsonObject.Builder line =
        JsonObject.builder()
            .put("identifier", person.toJson())
            .put("category", category)
            .put("observedAt", Timestamps.format(observedAt.toEpochMilli()))
            .put("source", mapping.source())
            .put("basis", mapping.basis())
            .put("fields", JsonObject.of(fields));
    more.forEach(line::put);
    return line.build();
  }

  /** Tells the vault of a prohibited row, so that the log counts it; nothing else of it leaves. */
  static JsonObject prohibited(String category) {
    return JsonObject.builder().put("category", category).build();
  }
}
