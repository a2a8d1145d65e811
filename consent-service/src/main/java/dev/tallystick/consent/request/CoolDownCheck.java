package dev.tallystick.consent.request;

import dev.tallystick.consent.RuleProblem;
import dev.tallystick.consent.denial.Denial;
import dev.tallystick.consent.denial.DenialEntry;
import dev.tallystick.consent.denial.RecordDenial;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
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
    JsonObject data =
        JsonObject.builder()
            .put("step", "CONSENT")
            .put("caller", ask.by())
            .putIfPresent("from", ask.sides().discloser())
            .put("to", ask.sides().recipient())
            .put("purpose", ask.purpose())
            .put("code", verdict.refusal().orElseThrow().code())
            .put("ruleIds", JsonArray.ofStrings(verdict.ruleIds()))
            .putIfPresent("pack", verdict.pack())
            .build();
    DenialEntry entry =
        recordDenial.record(new Denial(Optional.of(ask.subject()), data, Optional.empty()));
    return new RuleProblem(verdict, entry.event().toString(), entry.index());
  }
}
