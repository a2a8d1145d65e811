package dev.tallystick.tally.audit;

import dev.tallystick.events.type.BreachAuthorityTold;
import dev.tallystick.events.type.BreachDetected;
import dev.tallystick.events.type.BreachId;
import dev.tallystick.events.type.BreachPeopleTold;
import dev.tallystick.rules.BreachNotice;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tlog.Hash;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the authority and the people were told of a breach is what its party has said of it, to the
 * letter (R55).
 */
final class BreachStep implements AuditStep {
  private final AuditFindings findings = new AuditFindings("breaches");
  private final Map<BreachId, Told> breaches = new HashMap<>();
  private boolean isBlind;
  private long notices;

  private record Told(String party, Hash digest) {}

  @Override
  public void see(AuditedEntry entry) {
    if (entry.is(BreachDetected.SHORT_NAME) && entry.body().isEmpty()) {
      isBlind = true;
    }
    entry
        .data(BreachDetected.NAME, BreachDetected::read)
        .ifPresent(detected -> detected(entry, detected));
    entry
        .data(BreachAuthorityTold.NAME, BreachAuthorityTold::read)
        .ifPresent(told -> told(entry, told.breach(), new Told(told.party(), told.noticeDigest())));
    entry
        .data(BreachPeopleTold.NAME, BreachPeopleTold::read)
        .ifPresent(
            told -> {
              check(entry, BreachNotice.of(told).digest(), told.noticeDigest());
              told(entry, told.breach(), new Told(told.party(), told.noticeDigest()));
            });
  }

  private void detected(AuditedEntry entry, BreachDetected detected) {
    check(entry, BreachNotice.of(detected).digest(), detected.noticeDigest());
    breaches.putIfAbsent(detected.breach(), new Told(detected.party(), detected.noticeDigest()));
  }

  private void check(AuditedEntry entry, Hash contents, Hash named) {
    notices++;
    if (!contents.equals(named)) {
      findings.at(entry.index(), "its hash is not that of what it tells");
    }
  }

  private void told(AuditedEntry entry, BreachId breach, Told told) {
    Optional<Told> said = Optional.ofNullable(breaches.get(breach));
    if (said.isEmpty() && isBlind) {
      findings.untoldAt(entry.index(), "the breach that it tells of is not shown");
    } else if (!said.equals(Optional.of(told))) {
      findings.at(entry.index(), "it tells something else than was said of the breach");
    }
  }

  @Override
  public void pass(long index) {
    // The breaches of a party are inside the engagement with all that was told of them, or outside.
  }

  @Override
  public void tell(CheckReport report, long size) {
    findings.tell(report, "%d notices of breaches are bound by their hashes".formatted(notices));
  }
}
