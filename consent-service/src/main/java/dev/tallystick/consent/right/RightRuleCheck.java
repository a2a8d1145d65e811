package dev.tallystick.consent.right;

import dev.tallystick.consent.denial.RecordDenial;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.rules.RightRules;
import dev.tallystick.rules.Verdict;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * Holds requests for rights, and refusals of them, against the rules; a refusal is logged first.
 */
@Singleton
class RightRuleCheck {
  private final Packs packs;
  private final KinWishRepository wishes;
  private final RecordDenial recordDenial;
  private final Clock clock;

  RightRuleCheck(Packs packs, KinWishRepository wishes, RecordDenial recordDenial, Clock clock) {
    this.packs = packs;
    this.wishes = wishes;
    this.recordDenial = recordDenial;
    this.clock = clock;
  }

  /** Returns if the asker may ask this in the name of this person. */
  void requireMayAsk(State state, RightRequestJson request, String subject) {
    Verdict verdict =
        RightRules.request(
            state,
            request.asker(),
            request.evidence() != null,
            wishes.forbids(subject),
            clock.instant(),
            packs);
    requireAccepted(verdict, subject, request.party());
  }

  /** Returns if a party may refuse a right of this person with these words. */
  void requireMayRefuse(State state, RightRefusalJson refusal, String subject, String party) {
    Verdict verdict =
        RightRules.refusal(state, refusal.reason(), refusal.route(), clock.instant(), packs);
    requireAccepted(verdict, subject, party);
  }

  private void requireAccepted(Verdict verdict, String subject, String party) {
    if (verdict.isAccepted()) {
      return;
    }
    throw recordDenial.refuse(
        verdict,
        Optional.of(subject),
        DataDenied.builder().step(DataDenied.Step.RIGHT).caller(party));
  }
}
