package dev.tallystick.consent.explanation;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.DecisionProblemCode;
import dev.tallystick.consent.state.LiveState;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.SortedSet;

/** Whom the caller's decisions concern: the person, under every token, or a side of it. */
@Singleton
class DecisionReader {
  static final String CITIZEN = "citizen";

  private final LiveState state;
  private final Caller caller;

  DecisionReader(LiveState state, Caller caller) {
    this.state = state;
    this.caller = caller;
  }

  /**
   * The decision, if it concerns the caller.
   *
   * @throws dev.tallystick.consent.ConsentProblem if there is none, or none that does
   */
  KeptDecision requireOwn(Optional<KeptDecision> decision) {
    return decision.filter(this::isOwn).orElseThrow(DecisionProblemCode.DECISION_UNKNOWN::problem);
  }

  private boolean isOwn(KeptDecision decision) {
    if (caller.hasRole(CITIZEN)) {
      SortedSet<String> tokens = state.current().tokensOf(caller.requireSubject());
      return decision.subject().filter(token -> tokens.contains(token)).isPresent();
    }
    return decision.concerns(caller.requireParty());
  }
}
