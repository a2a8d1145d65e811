package dev.tallystick.rules;

import dev.tallystick.rules.state.State;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The refusal where there are no rules to refuse by. */
final class RefusalsWithoutRules {
  static final Decision.Refusal NO_PACK = new Decision.Refusal("NO_RULES_IN_FORCE", "PACK", 409);

  private RefusalsWithoutRules() {}

  static Decision withoutPack(State state, DecisionRequest request, Instant instant) {
    return new Decision(
        Outcome.DENY,
        Optional.of(NO_PACK),
        new Decision.Granted(
            request.what().categories(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        List.of(NO_PACK.ruleId()),
        Collections.emptySortedMap(),
        Collections.emptySortedSet(),
        new Decision.Window(instant, instant, instant),
        new Decision.Basis(state.size(), Optional.empty(), Optional.empty()));
  }

  static Verdict verdictWithoutPack() {
    return new Verdict(
        Optional.of(NO_PACK),
        List.of(),
        List.of(NO_PACK.ruleId()),
        Collections.unmodifiableSortedMap(new TreeMap<>()),
        0,
        Optional.empty());
  }
}
