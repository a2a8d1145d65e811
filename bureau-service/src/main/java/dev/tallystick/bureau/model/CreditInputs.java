package dev.tallystick.bureau.model;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.product.AllowList;
import dev.tallystick.bureau.scoring.Scorecard;
import dev.tallystick.problem.EnforcesRule;
import jakarta.inject.Singleton;

/**
 * What a factor of credit may be read from (R38): a name on the list is worth nothing if the model
 * looks at something else under it. As data, beside the list of names.
 */
@Singleton
class CreditInputs {
  private static final String FILE = "credit-inputs.json";

  private final AllowList allowed = AllowList.beside(CreditInputs.class, FILE);

  /**
   * Returns if the model looks at what has to do with credit alone.
   *
   * @throws BureauProblem otherwise
   */
  @EnforcesRule("R38")
  void check(Scorecard card) {
    if (!card.inputs().stream().allMatch(allowed::allows)) {
      throw BureauProblem.ofField(
          BureauProblemCode.FACTOR_NOT_CREDIT_RELEVANT,
          "scorecard",
          "every factor is on the list, and read from the field that the list has for it");
    }
  }
}
