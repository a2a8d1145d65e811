package dev.tallystick.rules;

import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.state.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether an audit that a party reports counts as one. */
public final class AuditCycleRules {
  private static final String ROTATION = "R56";

  private AuditCycleRules() {}

  /**
   * Judges a report: no auditor holds more audits in a row than the pack allows.
   *
   * @param before the auditors of the party's earlier audits, the oldest first
   * @throws PackMissingException if the pack in force is not on the shelf
   */
  public static Verdict report(
      State state, String auditor, List<String> before, Instant instant, PackShelf shelf) {
    Optional<Findings> begun = Findings.begin(state, instant, shelf);
    if (begun.isEmpty()) {
      return RefusalsWithoutRules.verdictWithoutPack();
    }
    Findings findings = begun.get();
    findings.require(findings.pack().audits().mayHold(auditor, before), ROTATION);
    return findings.verdict(before.size() + 1L);
  }
}
