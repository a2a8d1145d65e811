package dev.tallystick.audit.release;

import dev.tallystick.audit.index.IndexedRelease;
import dev.tallystick.events.EventId;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/** The wire form of a release: parties, digests and ids, nothing about the person. */
final class ReleaseJson {
  private ReleaseJson() {}

  static JsonObject of(IndexedRelease release) {
    return members(release).build();
  }

  /**
   * A related release.
   *
   * @param namesParties whether a reader under whom it is not filed is told between whom it was
   */
  static JsonObject of(ReleaseLineage.Related related, boolean namesParties) {
    IndexedRelease release = related.release();
    JsonObject.Builder json = related.isReaders() ? members(release) : name(release, namesParties);
    return json.put("distance", related.distance()).build();
  }

  private static JsonObject.Builder name(IndexedRelease release, boolean namesParties) {
    JsonObject.Builder json = JsonObject.builder().put("event", release.event().toString());
    return namesParties
        ? json.put("from", release.from().party()).put("to", release.to().party())
        : json;
  }

  /** Several, in this order; JSON arrays of answers may be empty, those of events may not. */
  static String array(List<JsonObject> releases) {
    return releases.stream().map(CanonicalJson::text).collect(Collectors.joining(",", "[", "]"));
  }

  private static JsonObject.Builder members(IndexedRelease release) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("event", release.event().toString())
            .put("release", release.releaseId())
            .put("index", release.index())
            .put("entry", release.entry().hex())
            .put("recordedAt", Timestamps.format(release.recordedMillis()))
            .put("step", release.step())
            .put("from", release.from().party())
            .put("to", release.to().party())
            .put("payloadDigest", release.payloadDigest().hex())
            .putIfPresent("purpose", release.terms().purpose())
            .putIfPresent("endPurpose", release.terms().endPurpose())
            .putIfPresent("product", release.terms().product());
    release.terms().fee().ifPresent(fee -> json.put("fee", fee(fee)));
    List<String> parents = release.parents().stream().map(EventId::toString).toList();
    if (!parents.isEmpty()) {
      json.put("parents", JsonArray.ofStrings(parents));
    }
    List<String> deposits = release.deposits().stream().map(EventId::toString).toList();
    if (!deposits.isEmpty()) {
      json.put("deposits", JsonArray.ofStrings(deposits));
    }
    release.acknowledged().ifPresent(outcome -> json.put("acknowledged", outcome(outcome)));
    release.undelivered().ifPresent(outcome -> json.put("undelivered", outcome(outcome)));
    release.destroyed().ifPresent(outcome -> json.put("destroyed", outcome(outcome)));
    return json;
  }

  private static JsonObject fee(IndexedRelease.Fee fee) {
    return JsonObject.builder()
        .put("amount", fee.amount())
        .put("currency", fee.currency())
        .put("tariff", fee.tariff())
        .put("line", fee.line())
        .putIfPresent("dedupOf", fee.dedupOf().map(EventId::toString))
        .build();
  }

  private static JsonObject outcome(IndexedRelease.Outcome outcome) {
    JsonObject.Builder json =
        JsonObject.builder().put("event", outcome.event().toString()).put("index", outcome.index());
    outcome.recordedMillis().ifPresent(millis -> json.put("recordedAt", Timestamps.format(millis)));
    return json.build();
  }
}
