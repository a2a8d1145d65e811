package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.problem.ProblemDocument;
import dev.tallystick.vault.document.OmittedSources;
import dev.tallystick.vault.document.ReleasedSource;
import dev.tallystick.vault.document.ReleasesAnswer;
import java.nio.charset.StandardCharsets;
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
    return new ReleasesAnswer(
            releases.stream().map(ReleaseAnswer::item).toList(),
            omitted.stream().map(OmittedSource::toJson).toList())
        .toJson();
  }

  byte[] toProblemJson() {
    return CanonicalJson.messageBytes(problem());
  }

  /**
   * The problem of the first refusal; all of them stand in {@code omitted} if there are several.
   */
  JsonObject problem() {
    JsonObject first = parse(refusal().orElseThrow().toJson().getBytes(StandardCharsets.UTF_8));
    return omitted.size() > 1
        ? first.with(
            new OmittedSources(omitted.stream().map(OmittedSource::toJson).toList()).toJson())
        : first;
  }

  private static ReleasedSource item(SealedRelease release) {
    DataReleased data = release.data();
    Receipt receipt =
        release.receipt().orElseThrow(() -> new IllegalStateException("it is not logged"));
    return ReleasedSource.builder()
        .release(data.release())
        .from(data.from())
        .categories(data.categories())
        .recordCount(data.recordCount())
        .payloadDigest(data.payloadDigest())
        .eventId(release.event().id())
        .index(receipt.index())
        .jwe(release.jwe())
        .receipt(parse(receipt.toJson()))
        .build();
  }

  /** The sources left out, as the request's row keeps them. */
  static String row(List<OmittedSource> omitted) {
    List<JsonObject> rows = omitted.stream().map(OmittedSource::toRow).toList();
    return new String(
        CanonicalJson.messageBytes(new OmittedSources(rows).toJson()), StandardCharsets.UTF_8);
  }

  static List<OmittedSource> omitted(String row) {
    return OmittedSources.read(parse(row.getBytes(StandardCharsets.UTF_8))).omitted().stream()
        .map(OmittedSource::ofRow)
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
