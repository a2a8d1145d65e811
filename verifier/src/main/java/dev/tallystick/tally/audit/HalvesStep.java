package dev.tallystick.tally.audit;

import dev.tallystick.events.EventId;
import dev.tallystick.events.type.AgreementFiled;
import dev.tallystick.events.type.AgreementId;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.DataReleasedInternal;
import dev.tallystick.events.type.DataUndelivered;
import dev.tallystick.events.type.RecordsDeposited;
import dev.tallystick.tally.report.CheckReport;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Each release has its seller's and its buyer's half (I5): what the seller signed, what the buyer
 * asked for, and the buyer's acknowledgement; and the keys that they sign with were let in by the
 * party. A release that nobody has acknowledged or reported as undelivered is an orphan; it is
 * told, and alarms nobody.
 */
final class HalvesStep implements AuditStep {
  private final AuditFindings findings = new AuditFindings("halves");
  private final ReleaseBook book;
  private final SignatureCheck signatures;
  private final KeyCheck keys;
  private final Map<AgreementId, List<String>> agreements = new HashMap<>();
  private final Map<EventId, String> deposits = new HashMap<>();
  private final Set<EventId> open = new HashSet<>();
  private long received;

  HalvesStep(ReleaseBook book, SignatureCheck signatures, KeyCheck keys) {
    this.book = book;
    this.signatures = signatures;
    this.keys = keys;
  }

  @Override
  public void see(AuditedEntry entry) {
    find(entry, keys.of(entry));
    entry.data(AgreementFiled.NAME, AgreementFiled::read).ifPresent(filed -> see(entry, filed));
    entry
        .data(RecordsDeposited.NAME, RecordsDeposited::read)
        .ifPresent(deposit -> deposits.put(entry.body().orElseThrow().id(), deposit.provider()));
    entry.data(DataReleased.NAME, DataReleased::read).ifPresent(release -> see(entry, release));
    entry.data(DataReceived.NAME, DataReceived::read).ifPresent(receipt -> see(entry, receipt));
    entry
        .data(DataUndelivered.NAME, DataUndelivered::read)
        .ifPresent(undelivered -> open.remove(undelivered.release()));
  }

  @Override
  public void pass(long index) {}

  private void see(AuditedEntry entry, AgreementFiled filed) {
    agreements.put(filed.agreement(), List.of(filed.provider(), filed.receiver()));
    find(entry, signatures.ofAgreement(entry, filed));
  }

  private void see(AuditedEntry entry, DataReleased release) {
    open.add(entry.body().orElseThrow().id());
    find(
        entry,
        mandate(entry, release)
            .or(() -> sources(entry, release))
            .or(() -> signatures.ofRelease(entry, release)));
  }

  private void see(AuditedEntry entry, DataReceived receipt) {
    received++;
    open.remove(receipt.release());
    find(entry, acknowledgement(entry, receipt));
  }

  private void find(AuditedEntry entry, Optional<String> violation) {
    violation.ifPresent(rule -> findings.at(entry.index(), rule));
  }

  /** A platform's half of a release-1 is the agreement by which it lets the vault release. */
  private Optional<String> mandate(AuditedEntry entry, DataReleased release) {
    Optional<AgreementId> agreement = release.agreement();
    if (agreement.isEmpty()) {
      return Optional.empty();
    }
    List<String> sides = agreements.get(agreement.get());
    if (sides == null && book.passed() > 0) {
      findings.untoldAt(
          entry.index(), "its agreement may be one of the entries outside the engagement");
      return Optional.empty();
    }
    return sides != null && sides.contains(release.from())
        ? Optional.empty()
        : Optional.of("its agreement was not filed before by its discloser");
  }

  /** The deposits that a release-1 names are the discloser's, and were made before. */
  private Optional<String> sources(AuditedEntry entry, DataReleased release) {
    boolean isOthers =
        entry.opening().internal().value().stream()
            .flatMap(internal -> new DataReleasedInternal.Partial(internal).deposits().stream())
            .flatMap(group -> group.events().stream())
            .map(EventId::fromString)
            .anyMatch(deposit -> !release.from().equals(deposits.get(deposit)));
    if (isOthers && book.passed() > 0) {
      findings.untoldAt(
          entry.index(), "its deposits may be among the entries outside the engagement");
      return Optional.empty();
    }
    return isOthers
        ? Optional.of("it names a deposit that its discloser had not made before")
        : Optional.empty();
  }

  private Optional<String> acknowledgement(AuditedEntry entry, DataReceived receipt) {
    Optional<KnownRelease> known = book.find(receipt.release().toString());
    if (known.isEmpty() && book.passed() > 0) {
      findings.untoldAt(
          entry.index(), "what it acknowledges may be one of the entries outside the engagement");
      return Optional.empty();
    }
    if (known.isEmpty()) {
      // Of a release whose body is gone the entry is still there to be compared with.
      return book.isWithheld(receipt.releaseIndex(), receipt.releaseEntry().hex())
          ? Optional.empty()
          : Optional.of("it acknowledges no release before it");
    }
    KnownRelease release = known.get();
    boolean isSame =
        receipt.releaseIndex() == release.index()
            && receipt.releaseEntry().equals(release.entry())
            && receipt.from().equals(release.from())
            && receipt.to().equals(release.to())
            && receipt.payloadDigest().equals(release.payloadDigest());
    return isSame
        ? signatures.ofAcknowledgement(entry, receipt, release)
        : Optional.of(
            "it acknowledges another release than the one at %d".formatted(release.index()));
  }

  @Override
  public void tell(CheckReport report, long size) {
    findings.tell(
        report,
        "%d of %d releases are acknowledged, %d are orphans%s"
            .formatted(
                received,
                book.size() + book.withheld(),
                open.size(),
                signatures.isOn() ? "; all signatures hold" : ""));
    report.fact("acknowledged", received);
    report.fact("orphans", open.size());
    report.fact("signatures", signatures.count());
  }
}
