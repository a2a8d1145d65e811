package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.problem.ProblemDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a request for records is answered: the releases, and the sources that were left out. */
record ReleaseAnswer(List<SealedRelease> releases, List<OmittedSource> omitted) {
  ReleaseAnswer {
    releases = List.copyOf(releases);
    omitted = List.copyOf(omitted);
  }

  /** The events of the releases, which count as sent when the answer is written. */
  List<EventId> events() {
    return releases.stream().map(release -> release.event().id()).toList();
  }

  /** The refusal, when every source was refused; nothing when there was none to refuse. */
  Optional<ProblemDocument> refusal() {
    return releases.isEmpty() && !omitted.isEmpty()
        ? Optional.of(omitted.get(0).refusal().toProblem())
        : Optional.empty();
  }

  byte[] toJson() {
    return CanonicalJson.messageBytes(body());
  }

  /** What it is answered with, if it is not refused. */
  JsonObject body() {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("releases", JsonArray.of(releases.stream().map(ReleaseAnswer::item).toList()));
    if (!omitted.isEmpty()) {
      json.put("omitted", omittedJson());
    }
    return json.build();
  }

  byte[] toProblemJson() {
    return CanonicalJson.messageBytes(problem());
  }

  /**
   * The problem of the first refusal; all of them stand in {@code omitted} if there are several.
   */
  JsonObject problem() {
    JsonObject.Builder json = JsonObject.builder();
    parse(refusal().orElseThrow().toJson().getBytes(StandardCharsets.UTF_8)).forEach(json::put);
    if (omitted.size() > 1) {
      json.put("omitted", omittedJson());
    }
    return json.build();
  }

  private JsonArray omittedJson() {
    return JsonArray.of(omitted.stream().map(OmittedSource::toJson).toList());
  }

  private static JsonObject item(SealedRelease release) {
    JsonObject data = release.event().data();
    Receipt receipt =
        release.receipt().orElseThrow(() -> new IllegalStateException("it is not logged"));
    JsonObject.Builder item = JsonObject.builder();
    for (String name : List.of("release", "from", "categories", "recordCount", "payloadDigest")) {
      item.put(name, data.find(name).orElseThrow());
    }
    return item.put("eventId", release.event().id().toString())
        .put("index", receipt.index())
        .put("jwe", release.jwe())
        .put("receipt", parse(receipt.toJson()))
        .build();
  }

  /** The sources left out, as the request's row keeps them. */
  static String row(List<OmittedSource> omitted) {
    List<JsonValue> rows = new ArrayList<>(omitted.stream().map(OmittedSource::toRow).toList());
    return new String(
        CanonicalJson.messageBytes(JsonObject.builder().put("omitted", JsonArray.of(rows)).build()),
        StandardCharsets.UTF_8);
  }

  static List<OmittedSource> omitted(String row) {
    return parse(row.getBytes(StandardCharsets.UTF_8)).getArray("omitted").items().stream()
        .map(item -> OmittedSource.ofRow((JsonObject) item))
        .toList();
  }

  private static JsonObject parse(byte[] json) {
    try {
      return (JsonObject) CanonicalJson.parseMessage(json);
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("it is JSON that this service has written", e);
    }
  }
}
