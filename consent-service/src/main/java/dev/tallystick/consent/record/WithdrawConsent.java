package dev.tallystick.consent.record;

import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.stop.PublishStop;
import dev.tallystick.consent.stop.StopData;
import dev.tallystick.consent.stop.Stopped;
import dev.tallystick.events.Event;
import dev.tallystick.rules.state.Consent;
import jakarta.inject.Singleton;
import java.time.Clock;

/** A person takes a consent back. */
@Singleton
class WithdrawConsent {
  private final Consents consents;
  private final PublishStop stops;
  private final ConsentEventPublisher events;
  private final Clock clock;

  WithdrawConsent(Consents consents, PublishStop stops, ConsentEventPublisher events, Clock clock) {
    this.consents = consents;
    this.stops = stops;
    this.events = events;
    this.clock = clock;
  }

  /** Takes a consent back: one call, no reason, never refused (R17). */
  Stopped withdraw(String id, String subject) {
    Consent consent = consents.getOwn(id, subject);
    return stops
        .findWithdrawal(id)
        .orElseGet(() -> stops.withdraw(id, consent.subject(), withdrawal(consent)));
  }

  /** Whether somebody has taken it back, also if the log does not have that yet. */
  boolean isWithdrawn(String id) {
    return stops.findWithdrawal(id).isPresent();
  }

  private Event withdrawal(Consent consent) {
    return events.event(StopData.withdrawal(consent, clock.instant()), consent.subject());
  }
}
