package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.CONSENT_SERVICE;
import static dev.tallystick.audit.LogApi.appendAs;
import static dev.tallystick.audit.LogApi.appendBatch;
import static dev.tallystick.audit.LogApi.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Seed;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.SigningKey;
import io.restassured.response.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Parties of a test with keys that the service's log has registered, and releases between them that
 * it takes. Party names are drawn, so that tests do not see each other's.
 */
final class TestExchange {
  private static final SigningKey DECISION_KEY = SigningKey.draw();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final AtomicBoolean DECISION_KEY_LOGGED = new AtomicBoolean();

  final Clock clock = Clock.systemUTC();
  final TestParties parties = new TestParties(clock);
  final TestReleases releases = new TestReleases(clock, DECISION_KEY);
  final String platform = name("mall");
  final String bureau = name("bureau");
  final String lender = name("bank");
  final SigningKey bureauKey = SigningKey.draw();
  final SigningKey lenderKey = SigningKey.draw();
  final String subject = TestEvents.subject();

  /** Registers bureau and lender, and once for all tests the key that decisions are signed with. */
  TestExchange() {
    List<byte[]> requests = new ArrayList<>();
    requests.add(parties.registered(platform, "PLATFORM"));
    requests.add(parties.registered(bureau, "BUREAU"));
    requests.add(parties.registered(lender, "LENDER"));
    requests.add(parties.key(bureau, bureauKey));
    requests.add(parties.key(lender, lenderKey));
    if (DECISION_KEY_LOGGED.compareAndSet(false, true)) {
      requests.add(parties.key("consent-service", DECISION_KEY));
    }
    Response response = appendBatch(CONSENT_SERVICE, requests);
    assertThat(response.asString().lines())
        .hasSize(requests.size())
        .allMatch(line -> line.startsWith("{\"eventId\""));
  }

  private static String name(String kind) {
    return kind + "-" + Long.toHexString(RANDOM.nextLong());
  }

  /** Appends what consent-service says. */
  static long log(byte[] request) {
    return logAs("consent-service", request);
  }

  /** Appends, and returns the index. */
  static long logAs(String client, byte[] request) {
    Response response = appendAs(client, request);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
    return number(response.jsonPath().getMap("$"), "index");
  }

  /** A logged release from the platform to the bureau. */
  Logged first() {
    return log("data-vault", releases.release1(subject, platform, bureau));
  }

  /** A logged release from the bureau to the lender. */
  Logged second(Logged... parents) {
    EventId[] ids = new EventId[parents.length];
    for (int i = 0; i < parents.length; i++) {
      ids[i] = parents[i].event.id();
    }
    return log("bureau-service", releases.release2(subject, bureau, lender, ids));
  }

  private static Logged log(String client, TestReleases.Draft draft) {
    Event event = draft.build();
    return new Logged(event, logAs(client, event.toRequestJson()));
  }

  /** The releaser gives a release up. */
  EventId undelivered(Logged release, String client) {
    JsonObject data =
        JsonObject.builder()
            .put("release", release.event.id().toString())
            .put("from", release.event.data().getString("from"))
            .put("to", release.event.data().getString("to"))
            .put("reason", "NO_ANSWER")
            .put("attempts", 1)
            .build();
    Body body =
        new Body(
            EventId.draw(clock.millis(), RANDOM),
            client,
            clock.millis(),
            release.event.subject(),
            data);
    try {
      byte[] request =
          Event.of(
                  Seed.draw(RANDOM),
                  Event.stubFor(EventTypes.get("data.undelivered"), body, Map.of(), List.of()),
                  body,
                  Optional.empty())
              .toRequestJson();
      logAs(client, request);
      return body.id();
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
  }

  /** A release and its place in the log. */
  record Logged(Event event, long index) {}
}
