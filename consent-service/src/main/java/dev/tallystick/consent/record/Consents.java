package dev.tallystick.consent.record;

import dev.tallystick.consent.PersonProblemCode;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/** The consents of persons, as the log tells them. */
@Singleton
class Consents {
  private final LiveState live;

  Consents(LiveState live) {
    this.live = live;
  }

  /** A person's consents under all their tokens, oldest first. */
  List<Consent> list(State state, String subject) {
    return state.tokensOf(subject).stream()
        .flatMap(token -> state.consents(token).stream())
        .sorted(Comparator.comparingLong(Consent::givenIndex))
        .toList();
  }

  /** A consent of this person. */
  Consent getOwn(String id, String subject) {
    return getOwn(live.current(), id, subject);
  }

  /** A consent of this person, as a state has it. */
  static Consent getOwn(State state, String id, String subject) {
    return state
        .consent(id)
        .filter(consent -> state.tokensOf(subject).contains(consent.subject()))
        .orElseThrow(PersonProblemCode.CONSENT_UNKNOWN::problem);
  }
}
