package dev.tallystick.consent;

import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** A signed statement of a party does not hold; the codes are the same in every service. */
public final class SignedStatementProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  /**
   * The refusal of a statement.
   *
   * @param field the field of the request that holds the statement
   */
  public SignedStatementProblem(InvalidStatementException refusal, String field) {
    super(
        ProblemDocument.of(
                refusal.refusal().name(),
                refusal.refusal().status(),
                "Statement refused",
                "The signed statement does not hold; field and rule say where.")
            .withField(
                refusal.field().map(member -> field + "." + member).orElse(field), refusal.rule()));
  }
}
