package dev.tallystick.consent;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import dev.tallystick.rules.Decision.Refusal;
import dev.tallystick.rules.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A rule of the pack in force refuses what was handed in. The log has the refusal before it is
 * told.
 */
public final class RuleProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private final transient List<String> missing;

  /**
   * The refusal of a verdict.
   *
   * @param eventId the entry that holds it
   */
  public RuleProblem(Verdict verdict, String eventId, long index) {
    this(verdict, verdict.refusal().orElseThrow(), eventId, index);
  }

  private RuleProblem(Verdict verdict, Refusal refusal, String eventId, long index) {
    super(
        ProblemDocument.of(
                refusal.code(),
                refusal.status(),
                "Refused by a rule",
                "The rule pack in force does not allow this. The refusal is in the log.")
            .withRule(refusal.ruleId(), verdict.pack().orElse(null))
            .withAudit(eventId, index));
    this.missing = List.copyOf(new TreeSet<>(verdict.missing()));
  }

  @Override
  public Map<String, String> extensions() {
    return missing.isEmpty()
        ? Map.of()
        : Map.of("missing", CanonicalJson.text(JsonArray.ofStrings(missing)));
  }
}
