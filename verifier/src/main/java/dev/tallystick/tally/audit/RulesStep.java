package dev.tallystick.tally.audit;

import dev.tallystick.rules.audit.DecisionAudit;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.tally.decision.LoggedKeys;
import dev.tallystick.tally.decision.OpenedEntries;
import dev.tallystick.tally.report.CheckReport;
import java.util.Locale;

/**
 * Every release and refusal is the one that the rules make of the facts that stood in the log when
 * it was decided (I2).
 */
final class RulesStep implements AuditStep {
  private final AuditFindings findings = new AuditFindings("rules");
  private final LoggedKeys keys = new LoggedKeys();
  private final DecisionAudit audit;
  private boolean isBlind;
  private boolean lacksFacts;

  RulesStep(PackShelf packs) {
    audit = new DecisionAudit(packs, keys);
  }

  @Override
  public void see(AuditedEntry entry) {
    if (isBlind) {
      return;
    }
    if (entry.stub().isEmpty()) {
      findings.untoldAt(entry.index(), "its stub is not shown");
      return;
    }
    boolean hidden = entry.opening().body().value().isEmpty();
    if (hidden && OpenedEntries.isFact(entry.type())) {
      findings.untoldAt(entry.index(), "a fact that decisions rest on is not shown");
      lacksFacts = true;
    }
    LoggedEvent event =
        LoggedEvent.of(
            entry.index(),
            entry.recordedMillis(),
            entry.stub().get(),
            entry.opening().body().value());
    keys.learn(event);
    audit
        .accept(event, entry.opening().internal().value())
        // What was erased in time is told by the gaps.
        .filter(finding -> finding.verdict() != DecisionAudit.Verdict.HOLDS && !hidden)
        .ifPresent(this::note);
  }

  /** Facts may be missing from here on, so nothing that is decided anew would tell anything. */
  @Override
  public void pass(long index) {
    if (!isBlind) {
      findings.untoldAt(index, "is outside the engagement, and decisions may rest on it");
    }
    isBlind = true;
  }

  private void note(DecisionAudit.Finding finding) {
    String rule =
        finding.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ')
            + ": "
            + String.join(", ", finding.details());
    if (finding.verdict() == DecisionAudit.Verdict.CANNOT_TELL) {
      findings.untoldAt(finding.index(), rule);
    } else if (lacksFacts) {
      // The rules may have had the fact that is not shown here: nobody is accused for want of it.
      findings.untoldAt(finding.index(), rule + ", unless by a fact that is not shown");
    } else {
      findings.at(finding.index(), rule);
    }
  }

  @Override
  public void tell(CheckReport report, long size) {
    long held = audit.counts().getOrDefault(DecisionAudit.Verdict.HOLDS, 0L);
    findings.tell(report, held + " releases and refusals decided anew with the same outcome");
    report.fact("decidedAnew", held);
  }
}
