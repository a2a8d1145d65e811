package dev.tallystick.audit.release;

import dev.tallystick.audit.document.ListedRelease;
import dev.tallystick.audit.document.ReleaseCharge;
import dev.tallystick.audit.document.ReleaseEnding;
import dev.tallystick.audit.index.IndexedRelease;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The wire form of a release: parties, digests and ids, nothing about the person. */
final class ReleaseJson {
  private ReleaseJson() {}

  static JsonObject of(IndexedRelease release) {
    return members(release).build().toJson();
  }

  /**
   * A related release.
   *
   * @param namesParties whether a reader under whom it is not filed is told between whom it was
   */
  static JsonObject of(ReleaseLineage.Related related, boolean namesParties) {
    IndexedRelease release = related.release();
    ListedRelease.Builder answer =
        related.isReaders() ? members(release) : name(release, namesParties);
    return answer.distance(related.distance()).build().toJson();
  }

  private static ListedRelease.Builder name(IndexedRelease release, boolean namesParties) {
    ListedRelease.Builder answer = ListedRelease.builder().event(release.event());
    return namesParties ? answer.from(release.from().party()).to(release.to().party()) : answer;
  }

  /** Several, in this order; JSON arrays of answers may be empty, those of events may not. */
  static String array(List<JsonObject> releases) {
    return releases.stream().map(CanonicalJson::text).collect(Collectors.joining(",", "[", "]"));
  }

  private static ListedRelease.Builder members(IndexedRelease release) {
    return ListedRelease.builder()
        .event(release.event())
        .release(release.releaseId())
        .index(release.index())
        .entry(release.entry())
        .recordedAt(Instant.ofEpochMilli(release.recordedMillis()))
        .step(release.step())
        .from(release.from().party())
        .to(release.to().party())
        .payloadDigest(release.payloadDigest())
        .purpose(release.terms().purpose())
        .endPurpose(release.terms().endPurpose())
        .product(release.terms().product())
        .model(release.terms().made().map(made -> made.model()))
        .modelOwner(release.terms().made().flatMap(made -> made.owner()))
        .fee(release.terms().fee().map(ReleaseJson::fee))
        .parents(release.parents())
        .deposits(release.deposits())
        .acknowledged(release.acknowledged().map(ReleaseJson::ending))
        .undelivered(release.undelivered().map(ReleaseJson::ending))
        .destroyed(release.destroyed().map(ReleaseJson::ending));
  }

  private static ReleaseCharge fee(IndexedRelease.Fee fee) {
    return new ReleaseCharge(fee.amount(), fee.currency(), fee.tariff(), fee.line(), fee.dedupOf());
  }

  private static ReleaseEnding ending(IndexedRelease.Outcome outcome) {
    return new ReleaseEnding(
        outcome.event(),
        outcome.index(),
        outcome.recordedMillis().isPresent()
            ? Optional.of(Instant.ofEpochMilli(outcome.recordedMillis().getAsLong()))
            : Optional.empty());
  }
}
