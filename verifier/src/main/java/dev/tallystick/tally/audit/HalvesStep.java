package dev.tallystick.tally.audit;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tally.report.CheckReport;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Each release has its seller's and its buyer's half (I5): what the seller signed, what the buyer
 * asked for, and the buyer's acknowledgement. A release that nobody has acknowledged or reported as
 * undelivered is an orphan; it is told, and alarms nobody.
 */
final class HalvesStep implements AuditStep {
  private final AuditFindings findings = new AuditFindings("halves");
  private final ReleaseBook book;
  private final SignatureCheck signatures;
  private final Map<String, List<String>> agreements = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private long received;

  HalvesStep(ReleaseBook book, SignatureCheck signatures) {
    this.book = book;
    this.signatures = signatures;
  }

  @Override
  public void see(AuditedEntry entry) {
    if (entry.body().isEmpty() || entry.stub().isEmpty()) {
      return;
    }
    JsonObject data = entry.body().get().data();
    if (entry.is("agreement.filed")) {
      agreements.put(
          data.getString("agreement"),
          List.of(data.getString("provider"), data.getString("receiver")));
      find(entry, signatures.ofAgreement(entry, data));
    } else if (entry.is("data.released")) {
      open.add(entry.body().get().id().toString());
      find(entry, mandate(data).or(() -> signatures.ofRelease(entry, data)));
    } else if (entry.is("data.received")) {
      received++;
      open.remove(data.getString("release"));
      find(entry, acknowledgement(entry, data));
    } else if (entry.is("data.undelivered")) {
      open.remove(data.getString("release"));
    }
  }

  private void find(AuditedEntry entry, Optional<String> violation) {
    violation.ifPresent(rule -> findings.at(entry.index(), rule));
  }

  /** A platform's half of a release-1 is the agreement by which it lets the vault release. */
  private Optional<String> mandate(JsonObject data) {
    Optional<String> agreement = data.findString("agreement");
    if (agreement.isEmpty()) {
      return Optional.empty();
    }
    List<String> sides = agreements.get(agreement.get());
    return sides != null && sides.contains(data.getString("from"))
        ? Optional.empty()
        : Optional.of("its agreement was not filed before by its discloser");
  }

  private Optional<String> acknowledgement(AuditedEntry entry, JsonObject data) {
    Optional<KnownRelease> known = book.find(data.getString("release"));
    if (known.isEmpty()) {
      // Of a release whose body is gone the entry is still there to be compared with.
      return book.isWithheld(data.getInteger("releaseIndex"), data.getString("releaseEntry"))
          ? Optional.empty()
          : Optional.of("it acknowledges no release before it");
    }
    KnownRelease release = known.get();
    boolean isSame =
        data.getInteger("releaseIndex") == release.index()
            && data.getString("releaseEntry").equals(release.entry().hex())
            && data.getString("from").equals(release.from())
            && data.getString("to").equals(release.to())
            && data.getString("payloadDigest").equals(release.payloadDigest());
    return isSame
        ? signatures.ofAcknowledgement(entry, data, release)
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
