package dev.tallystick.evidence.export;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.evidence.document.ProvDocument;
import dev.tallystick.evidence.document.ProvPrefixes;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A lineage in the terms of W3C PROV, written as PROV-JSON: what was handed over or deposited is an
 * entity, that it was is an activity, parties are agents. Every cell of the table is an attribute
 * of the entity; parents and deposits are derivations.
 */
final class LineageProv {
  private static final Set<LineageColumn> EDGES =
      Set.of(LineageColumn.PARENTS, LineageColumn.DEPOSITS);

  private static final ProvPrefixes PREFIXES =
      new ProvPrefixes(
          "https://tallystick.example/prov#",
          "urn:tallystick:entry:",
          "urn:tallystick:act:",
          "urn:tallystick:party:",
          "http://www.w3.org/2001/XMLSchema#");

  private final JsonObject.Builder entities = JsonObject.builder();
  private final JsonObject.Builder activities = JsonObject.builder();
  private final JsonObject.Builder generations = JsonObject.builder();
  private final JsonObject.Builder derivations = JsonObject.builder();
  private final JsonObject.Builder associations = JsonObject.builder();
  private final Set<String> parties = new TreeSet<>();

  private LineageProv() {}

  static byte[] write(LineageTable table) {
    LineageProv prov = new LineageProv();
    table.rows().forEach(prov::add);
    return CanonicalJson.messageBytes(prov.document().toJson());
  }

  private void add(Map<LineageColumn, String> row) {
    String event = row.getOrDefault(LineageColumn.EVENT, "");
    boolean isRelease = LineageTable.RELEASE.equals(row.get(LineageColumn.KIND));
    JsonObject.Builder entity =
        JsonObject.builder().put("prov:type", name(isRelease ? "tally:Release" : "tally:Deposit"));
    row.forEach(
        (column, cell) -> {
          if (!EDGES.contains(column)) {
            String name = "tally:" + column.columnName();
            if (column.form() == LineageColumn.Form.NUMBER) {
              entity.put(name, typed(cell, "xsd:long"));
            } else {
              entity.put(name, cell);
            }
          }
        });
    entities.put(entity(event), entity.build());
    String time = row.get(LineageColumn.RECORDED_AT);
    if (time != null) {
      activities.put(
          activity(event),
          JsonObject.builder().put("prov:startTime", time).put("prov:endTime", time).build());
      generations.put(
          "_:generation-" + event,
          JsonObject.builder()
              .put("prov:entity", entity(event))
              .put("prov:activity", activity(event))
              .put("prov:time", time)
              .build());
      party(event, row, LineageColumn.DISCLOSER);
      party(event, row, LineageColumn.RECIPIENT);
    }
    for (LineageColumn column : EDGES) {
      for (String used : LineageTable.events(row, column)) {
        derivations.put(
            "_:" + column.columnName() + "-" + event + "-" + used,
            JsonObject.builder()
                .put("prov:generatedEntity", entity(event))
                .put("prov:usedEntity", entity(used))
                .put("prov:type", name("tally:" + column.columnName()))
                .build());
      }
    }
  }

  private void party(String event, Map<LineageColumn, String> row, LineageColumn role) {
    String party = row.get(role);
    if (party != null) {
      parties.add(party);
      associations.put(
          "_:" + role.columnName() + "-" + event,
          JsonObject.builder()
              .put("prov:activity", activity(event))
              .put("prov:agent", "party:" + party)
              .put("prov:role", name("tally:" + role.columnName()))
              .build());
    }
  }

  private ProvDocument document() {
    JsonObject.Builder agents = JsonObject.builder();
    for (String party : parties) {
      agents.put(
          "party:" + party,
          JsonObject.builder().put("prov:type", name("prov:Organization")).build());
    }
    return ProvDocument.builder()
        .prefix(PREFIXES)
        .entity(entities.build())
        .activity(activities.build())
        .agent(agents.build())
        .wasGeneratedBy(generations.build())
        .wasDerivedFrom(derivations.build())
        .wasAssociatedWith(associations.build())
        .build();
  }

  private static String entity(String event) {
    return "entry:" + event;
  }

  private static String activity(String event) {
    return "act:" + event;
  }

  private static JsonObject name(String name) {
    return typed(name, "prov:QUALIFIED_NAME");
  }

  private static JsonObject typed(String value, String type) {
    return JsonObject.builder().put("$", value).put("type", type).build();
  }
}
