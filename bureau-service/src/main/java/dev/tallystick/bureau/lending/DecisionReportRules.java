package dev.tallystick.bureau.lending;

import dev.tallystick.bureau.pack.PublishedPack;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.directory.ConsentUnavailable;
import dev.tallystick.events.type.DecisionReported.Outcome;
import dev.tallystick.problem.EnforcesRule;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;

/** What the report of a decision must keep to. Asks consent-service, so not in a transaction. */
@Singleton
class DecisionReportRules {
  private final PublishedPack packs;
  private final Clock clock;

  DecisionReportRules(PublishedPack packs, Clock clock) {
    this.packs = packs;
    this.clock = clock;
  }

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
   * @throws BureauProblem if the share is less than the rule pack in force asks for
   * @throws ConsentUnavailable if consent-service does not say what it asks for
   */
  @EnforcesRule("R67")
  void checkPartnerShare(OptionalLong partnerShare) {
    if (partnerShare.isPresent()) {
      long asked =
          packs.at(clock.instant()).leastPartnerShare().orElseThrow(ConsentUnavailable::new);
      if (partnerShare.getAsLong() < asked) {
        throw BureauProblem.ofField(
            BureauProblemCode.CO_LENDING_SHARE_TOO_LOW,
            "partnerShare",
            asked + " basis points or more");
      }
    }
  }
}
