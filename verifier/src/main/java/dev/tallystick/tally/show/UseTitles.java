package dev.tallystick.tally.show;

import java.util.Map;

/** What happened, in a few words, by the type of the entry. */
final class UseTitles {
  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("data.released", "data was handed over"),
          Map.entry("data.denied", "data was refused"),
          Map.entry("data.received", "data was acknowledged"),
          Map.entry("data.undelivered", "data did not arrive"),
          Map.entry("data.destroyed", "a copy was destroyed"),
          Map.entry("fee.reversed", "a fee was given back"),
          Map.entry("decision.reported", "a lender decided"),
          Map.entry("consent.given", "consent was given"),
          Map.entry("consent.refused", "consent was refused by the person"),
          Map.entry("consent.rejected", "a consent was not accepted"),
          Map.entry("consent.withdrawn", "consent was withdrawn"),
          Map.entry("consent.expired", "consent ended"),
          Map.entry("notice.presented", "a notice was shown to the person"),
          Map.entry("freeze.set", "everything was stopped"),
          Map.entry("freeze.lifted", "the stop was lifted"),
          Map.entry("records.deposited", "records were deposited"),
          Map.entry("record.corrected", "a record was corrected"),
          Map.entry("record.erased", "records were erased"),
          Map.entry("record.restricted", "a record was restricted"),
          Map.entry("erasure.started", "erasure began"),
          Map.entry("staff.read", "staff looked at records"),
          Map.entry("audit.read", "an auditor read"),
          Map.entry("right.requested", "a right was asked for"),
          Map.entry("right.fulfilled", "a right was fulfilled"),
          Map.entry("right.refused", "a right was refused"),
          Map.entry("objection.filed", "an objection was filed"),
          Map.entry("objection.resolved", "an objection was answered"),
          Map.entry("self-report.issued", "a report was given to the person"),
          Map.entry("breach.people-told", "the person was told of a breach"),
          Map.entry("complaint.filed", "a complaint was filed"),
          Map.entry("complaint.accepted", "a complaint was accepted"),
          Map.entry("complaint.answered", "a complaint was answered"),
          Map.entry("complaint.withdrawn", "a complaint went with an erasure"),
          Map.entry("identity.linked", "two identifiers were linked"),
          Map.entry("identity.unlinked", "two identifiers were parted"));

  private UseTitles() {}

  /** The title; of a type without one, its name in words. */
  static String of(String type) {
    return TITLES.getOrDefault(type, type.isEmpty() ? "an entry" : type.replaceAll("[.-]", " "));
  }
}
