package dev.tallystick.producer;

import dev.tallystick.events.Event;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.JsonObject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events of consent-service, each another one. */
final class SampleEvents {
  private final EventFactory events;

  SampleEvents(Clock clock) {
    events = new EventFactory(clock, new SecureRandom(), "consent-service");
  }

  /** An event that may be logged days later. */
  Event freeze() {
    return event(
        "freeze.set",
        Optional.of("sub_aaaaaaaaaaaaaaaaaaaaaaaaaa"),
        JsonObject.builder().put("stoppedAt", "2026-03-01T08:00:00.000Z").build());
  }

  /** An event that is refused when it comes late. */
  Event party(String name) {
    return event(
        "party.registered",
        Optional.empty(),
        JsonObject.builder()
            .put("party", name)
            .put("role", "BUREAU")
            .put("legalName", "Harbour Credit Reporting Ltd")
            .put("registrationNo", "HCR-1")
            .put("country", "CN")
            .put("contact", "office@harbour.example")
            .put("by", "authority")
            .build());
  }

  private Event event(String type, Optional<String> subject, JsonObject data) {
    try {
      return events.create(type, subject, data, Optional.empty(), Map.of(), List.of());
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
  }
}
