package dev.tallystick.bureau.lending;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.events.type.DecisionReported.Outcome;
import dev.tallystick.problem.EnforcesRule;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.OptionalLong;

/** What the report of a decision must keep to. */
@Singleton
class DecisionReportRules {
  /** In basis points: the least that a partner of a joint loan lends itself (CBIRC 2021-24). */
  static final long LEAST_PARTNER_SHARE = 3_000;

  /**
   * A refusal, and an offer worse than what was asked for, can be explained.
   *
   * @throws BureauProblem if the reasons are missing
   */
  @EnforcesRule("R48")
  void checkReasons(Outcome outcome, List<String> reasons) {
    boolean isAdverse = outcome == Outcome.DECLINED || outcome == Outcome.COUNTER_OFFER;
    if (isAdverse && reasons.isEmpty()) {
      throw BureauProblem.ofField(
          BureauProblemCode.EXPLANATION_EMPTY, "reasons", "at least one with that outcome");
    }
  }

  /**
   * Who brings the customer of a joint loan bears a share of it.
   *
   * @param partnerShare in basis points; empty if the loan is no joint one
   * @throws BureauProblem if the share is too low
   */
  @EnforcesRule("R67")
  void checkPartnerShare(OptionalLong partnerShare) {
    if (partnerShare.isPresent() && partnerShare.getAsLong() < LEAST_PARTNER_SHARE) {
      throw BureauProblem.ofField(
          BureauProblemCode.CO_LENDING_SHARE_TOO_LOW,
          "partnerShare",
          LEAST_PARTNER_SHARE + " basis points or more");
    }
  }
}
