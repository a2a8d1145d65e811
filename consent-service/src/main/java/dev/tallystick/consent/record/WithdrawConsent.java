package dev.tallystick.consent.record;

import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.stop.PublishStop;
import dev.tallystick.consent.stop.Stopped;
import dev.tallystick.events.Event;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.state.Consent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  private Event withdrawal(Consent consent) {
    JsonObject data =
        JsonObject.builder()
            .put("consent", consent.id())
            .put("version", consent.version())
            .put("kind", consent.kind())
            .putIfPresent("discloser", consent.discloser())
            .put("recipient", consent.recipient())
            .put("stoppedAt", Timestamps.format(clock.millis()))
            .put("by", "SELF")
            .build();
    return events.event(
        "consent.withdrawn", Optional.of(consent.subject()), data, Map.of(), List.of());
  }
}
