package dev.tallystick.portal.auditor;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.portal.document.LineageAnswer;
import dev.tallystick.portal.document.LineageRelease;
import java.util.ArrayList;
import java.util.List;

/**
 * A lineage as OpenLineage events: each release is a completed run whose inputs are what it was
 * made of.
 */
final class LineageOpenLineage implements LineageExport {
  private static final String NAMESPACE = "tallystick";
  private static final String PRODUCER = "urn:tallystick:portal";
  private static final String SCHEMA =
      "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";

  @Override
  public byte[] write(LineageAnswer.Partial answer) {
    List<JsonObject> events = new ArrayList<>();
    for (LineageRelease.Partial release : answer.releases()) {
      // Of what is outside the engagement no more is known than its id, which the others name.
      if (release.recordedAt().isPresent()) {
        events.add(event(release, release.recordedAt().get()));
      }
    }
    return CanonicalJson.messageBytes(JsonArray.of(events));
  }

  private static JsonObject event(LineageRelease.Partial release, String at) {
    String id = release.event().orElse("");
    return JsonObject.builder()
        .put("eventType", "COMPLETE")
        .put("eventTime", at)
        .put("producer", PRODUCER)
        .put("schemaURL", SCHEMA)
        .put("run", JsonObject.builder().put("runId", id).build())
        .put(
            "job",
            JsonObject.builder()
                .put("namespace", NAMESPACE)
                .put(
                    "name",
                    release.step().orElse("?")
                        + " "
                        + release.from().orElse("?")
                        + " "
                        + release.to().orElse("?"))
                .build())
        .put(
            "inputs",
            JsonArray.of(
                LineageParts.madeOf(release).stream().map(LineageOpenLineage::dataset).toList()))
        .put("outputs", JsonArray.of(List.of(dataset(id))))
        .build();
  }

  private static JsonObject dataset(String event) {
    return JsonObject.builder().put("namespace", NAMESPACE).put("name", event).build();
  }
}
