package dev.tallystick.consent.request;

import dev.tallystick.consent.RuleProblem;
import dev.tallystick.consent.denial.RecordDenial;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.rules.PromptRules;
import dev.tallystick.rules.Verdict;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Refuses to ask a person again too soon after a no (R18). */
@Singleton
class CoolDownCheck {
  private final Packs packs;
  private final RecordDenial recordDenial;
  private final Clock clock;

  CoolDownCheck(Packs packs, RecordDenial recordDenial, Clock clock) {
    this.packs = packs;
    this.recordDenial = recordDenial;
    this.clock = clock;
  }

  /**
   * Returns if the person may be asked.
   *
   * @throws RuleProblem if not; the refusal is in the log before it is told
   */
  void requireOver(State state, ConsentAsk ask) {
    Verdict verdict =
        PromptRules.check(
            state, ask.subject(), ask.sides().recipient(), ask.purpose(), clock.instant(), packs);
    if (!verdict.isAccepted()) {
      throw refused(verdict, ask);
    }
  }

  private RuleProblem refused(Verdict verdict, ConsentAsk ask) {
    return recordDenial.refuse(
        verdict,
        Optional.of(ask.subject()),
        DataDenied.builder()
            .step(DataDenied.Step.CONSENT)
            .caller(ask.by())
            .from(ask.sides().discloser())
            .to(ask.sides().recipient())
            .purpose(ask.purpose()));
  }
}
