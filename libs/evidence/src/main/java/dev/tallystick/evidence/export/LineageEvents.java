package dev.tallystick.evidence.export;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.evidence.document.LineageDataset;
import dev.tallystick.evidence.document.LineageJob;
import dev.tallystick.evidence.document.LineageRun;
import dev.tallystick.evidence.document.LineageRunEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A lineage as OpenLineage run events (spec 2-0-2), one a line: each release and deposit is a run
 * that was completed when the log recorded it, whose output is what was handed over and whose
 * inputs are what that was made from. Every cell of the table is in a facet of the data set; what
 * is known by its id alone is no run, only an input.
 */
final class LineageEvents {
  /** The facet with the cells of a row. */
  static final String FACET = "tallystick_lineage";

  private static final String NAMESPACE = "tallystick";
  private static final String PRODUCER = "https://tallystick.example/tally";
  private static final String EVENT_SCHEMA =
      "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";
  private static final String FACET_SCHEMA = "https://tallystick.example/openlineage/lineage-v1";

  private final Map<String, Map<LineageColumn, String>> byEvent = new HashMap<>();

  private LineageEvents() {}

  static byte[] write(LineageTable table) {
    LineageEvents events = new LineageEvents();
    for (Map<LineageColumn, String> row : table.rows()) {
      events.byEvent.put(row.getOrDefault(LineageColumn.EVENT, ""), row);
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Map<LineageColumn, String> row : table.rows()) {
      if (row.containsKey(LineageColumn.RECORDED_AT)) {
        lines.writeBytes(CanonicalJson.messageBytes(events.run(row).toJson()));
        lines.write('\n');
      }
    }
    return lines.toByteArray();
  }

  private LineageRunEvent run(Map<LineageColumn, String> row) {
    String event = row.getOrDefault(LineageColumn.EVENT, "");
    String kind = row.getOrDefault(LineageColumn.KIND, "");
    List<LineageDataset> inputs = new ArrayList<>();
    for (String used : LineageTable.events(row, LineageColumn.PARENTS)) {
      inputs.add(dataset(LineageTable.RELEASE, used));
    }
    for (String used : LineageTable.events(row, LineageColumn.DEPOSITS)) {
      inputs.add(dataset(LineageTable.DEPOSIT, used));
    }
    return LineageRunEvent.builder()
        .eventType("COMPLETE")
        .eventTime(row.getOrDefault(LineageColumn.RECORDED_AT, ""))
        .run(new LineageRun(event))
        .job(new LineageJob(NAMESPACE, row.getOrDefault(LineageColumn.STEP, kind)))
        .inputs(inputs)
        .outputs(List.of(dataset(kind, event)))
        .producer(PRODUCER)
        .schemaURL(EVENT_SCHEMA)
        .build();
  }

  private LineageDataset dataset(String kind, String event) {
    return new LineageDataset(NAMESPACE, kind + "/" + event, facets(event));
  }

  private Optional<JsonObject> facets(String event) {
    Map<LineageColumn, String> row = byEvent.get(event);
    if (row == null) {
      return Optional.empty();
    }
    JsonObject.Builder facet =
        JsonObject.builder().put("_producer", PRODUCER).put("_schemaURL", FACET_SCHEMA);
    row.forEach(
        (column, cell) -> {
          if (column.form() == LineageColumn.Form.NUMBER) {
            facet.put(column.columnName(), Long.parseLong(cell));
          } else {
            facet.put(column.columnName(), cell);
          }
        });
    return Optional.of(JsonObject.builder().put(FACET, facet.build()).build());
  }
}
