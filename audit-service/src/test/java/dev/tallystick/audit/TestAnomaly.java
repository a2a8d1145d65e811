package dev.tallystick.audit;

import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Seed;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.AnomalyCleared;
import dev.tallystick.events.type.AnomalyId;
import dev.tallystick.events.type.AnomalyRaised;
import dev.tallystick.events.type.ServiceSuspended;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An alarm of a test, and what becomes of it, step by step. */
final class TestAnomaly {
  static final String DETECTOR = "RECEIPT_MISSING";
  private static final String SOURCE = "bureau-service";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Clock clock = Clock.systemUTC();
  private final Optional<String> party;
  private final EventId raised = draw();
  private final AnomalyId id = new AnomalyId("ano_" + draw());
  private Optional<EventId> suspension = Optional.empty();
  private long last;

  /** About the lender of an exchange. */
  TestAnomaly(TestExchange exchange) {
    this(Optional.of(exchange.lender));
  }

  /** About a party, or about the log itself. */
  TestAnomaly(Optional<String> party) {
    this.party = party;
  }

  String id() {
    return id.value();
  }

  /** The index of the newest of its entries. */
  long index() {
    return last;
  }

  TestAnomaly raise(long observed) {
    return raise(observed, Optional.empty());
  }

  /** It is raised, in the list of a person too. */
  TestAnomaly raise(long observed, Optional<String> subject) {
    JsonObject data =
        AnomalyRaised.builder()
            .anomaly(id)
            .detector(DETECTOR)
            .party(party)
            .from(Instant.parse("2026-03-01T02:00:00Z"))
            .until(Instant.parse("2026-03-01T02:01:00Z"))
            .observed(observed)
            .expected(2)
            .severity(AnomalyRaised.Severity.ALARM)
            .build()
            .toJson();
    return append(SOURCE, raised, AnomalyRaised.SHORT_NAME, data, subject);
  }

  TestAnomaly clear() {
    return clear(id);
  }

  /** It is cleared, by the name of an alarm. */
  TestAnomaly clear(AnomalyId named) {
    JsonObject data =
        AnomalyCleared.builder()
            .anomaly(named)
            .raised(raised)
            .party(party)
            .finding(AnomalyCleared.Finding.EXPLAINED)
            .build()
            .toJson();
    return append(SOURCE, draw(), AnomalyCleared.SHORT_NAME, data, Optional.empty());
  }

  TestAnomaly suspend(Instant until) {
    return suspend(party.orElseThrow(), until);
  }

  /** A party is suspended because of it. */
  TestAnomaly suspend(String whom, Instant until) {
    EventId event = draw();
    suspension = Optional.of(event);
    JsonObject data =
        ServiceSuspended.builder()
            .party(whom)
            .scope(ServiceSuspended.Scope.RECEIPTS)
            .ground("3 receipts are overdue, 2 may be.")
            .anomaly(id)
            .until(until)
            .build()
            .toJson();
    return append(SOURCE, event, ServiceSuspended.SHORT_NAME, data, Optional.empty());
  }

  TestAnomaly restore() {
    JsonObject data =
        JsonObject.builder()
            .put("party", party.orElseThrow())
            .put("suspension", suspension.orElseThrow().toString())
            .put("ground", "It was a mistake.")
            .put("by", "the-authority")
            .build();
    return append("consent-service", draw(), "service.restored", data, Optional.empty());
  }

  private EventId draw() {
    return EventId.draw(clock.millis(), RANDOM);
  }

  private TestAnomaly append(
      String source, EventId event, String type, JsonObject data, Optional<String> subject) {
    Body body = new Body(event, source, clock.millis(), subject, data);
    try {
      last =
          TestExchange.logAs(
              source,
              Event.of(
                      Seed.draw(RANDOM),
                      Event.stubFor(EventTypes.get(type), body, Map.of(), List.of()),
                      body,
                      Optional.empty())
                  .toRequestJson());
      return this;
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
  }
}
