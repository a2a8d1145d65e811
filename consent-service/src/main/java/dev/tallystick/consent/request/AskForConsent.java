package dev.tallystick.consent.request;

import dev.tallystick.consent.PersonProblemCode;
import dev.tallystick.consent.notice.ConsentNotice;
import dev.tallystick.consent.notice.Notices;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** A party asks a person for a consent. */
@Singleton
class AskForConsent {
  private final ConsentAskRepository asks;
  private final Notices notices;
  private final CoolDownCheck coolDown;
  private final LiveState live;
  private final Clock clock;

  AskForConsent(
      ConsentAskRepository asks,
      Notices notices,
      CoolDownCheck coolDown,
      LiveState live,
      Clock clock) {
    this.asks = asks;
    this.notices = notices;
    this.coolDown = coolDown;
    this.live = live;
    this.clock = clock;
  }

  /** Asks, on a notice of the party's own; not again so soon after a no. */
  ConsentAsk ask(ConsentAskRequestJson request, String by, String id) {
    State state = live.current();
    ConsentAsk ask = request.toAsk(id, by, state.size(), clock.instant());
    requireOwn(ask);
    coolDown.requireOver(state, ask);
    asks.add(ask);
    return ask;
  }

  private void requireOwn(ConsentAsk ask) {
    ConsentNotice notice = notices.getOfParty(ask.notice(), ask.by());
    ConsentAsk.Sides sides = ask.sides();
    boolean side =
        sides.recipient().equals(ask.by()) || sides.discloser().equals(Optional.of(ask.by()));
    boolean same =
        notice.kind().equals(sides.kind())
            && notice.recipient().equals(sides.recipient())
            && notice.discloser().equals(sides.discloser());
    if (!side || !same) {
      throw PersonProblemCode.CONSENT_REQUEST_OF_OTHERS.problem();
    }
  }
}
