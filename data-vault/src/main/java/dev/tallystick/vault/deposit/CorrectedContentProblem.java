package dev.tallystick.vault.deposit;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** A correction that could not have been deposited. */
final class CorrectedContentProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  CorrectedContentProblem(LineOutcome.Refused line) {
    super(problem(line));
  }

  private static ProblemDocument problem(LineOutcome.Refused line) {
    ProblemDocument problem =
        ProblemDocument.of(
                "CORRECTION_INVALID",
                422,
                "Not a correction",
                "A platform could not deposit the record like this: " + line.code() + ".")
            .withField(line.field().orElse("fields"), line.broken().orElse(line.code()));
    return line.ruleId().isPresent() ? problem.withRule(line.ruleId().get(), null) : problem;
  }
}
