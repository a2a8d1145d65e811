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
import dev.tallystick.events.json.JsonArray;
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

  /** A logged release from the platform to the bureau, of records from these deposits. */
  Logged first(Logged... deposits) {
    return first(releases.id("con"), deposits);
  }

  /** The same, under this consent. */
  Logged first(String consent, Logged... deposits) {
    TestReleases.Draft draft = releases.release1(subject, platform, bureau).consent(consent);
    return log("data-vault", deposits.length == 0 ? draft : draft.deposits(ids(deposits)));
  }

  /** A logged deposit of the platform. */
  Logged deposit() {
    return deposit(platform);
  }

  /** A logged deposit of a party. */
  Logged deposit(String party) {
    JsonObject data =
        JsonObject.builder()
            .put("chunk", releases.id("chk"))
            .put("provider", party)
            .put("agreement", releases.id("agr"))
            .put("source", "own order system")
            .put("count", 1)
            .put("root", "ab".repeat(32))
            .put("signature", "e30.e30.AAAA")
            .build();
    return log("data-vault", event("data-vault", "records.deposited", data, Optional.empty()));
  }

  /**
   * The platform corrects a record.
   *
   * @param deposit that the record came in, if the log is told
   */
  Logged correction(Optional<Logged> deposit) {
    JsonObject data =
        JsonObject.builder()
            .put("record", releases.id("rec"))
            .put("category", "SHOPPING.AGGREGATE")
            .put("provider", platform)
            .put("oldVersion", 1)
            .put("newVersion", 2)
            .put("oldDigest", "ab".repeat(32))
            .put("newDigest", "cd".repeat(32))
            .put("ground", "PROVIDER")
            .build();
    Optional<JsonObject> internal =
        deposit.map(
            logged -> JsonObject.builder().put("deposit", logged.event.id().toString()).build());
    return log("data-vault", event("data-vault", "record.corrected", data, internal));
  }

  /** A recipient is told of a change. */
  Logged notification(Logged release, Logged cause) {
    JsonObject data =
        JsonObject.builder()
            .put("notification", releases.id("ntf"))
            .put("from", release.event.data().getString("from"))
            .put("to", release.event.data().getString("to"))
            .put("release", release.event.id().toString())
            .put("change", "CORRECTED")
            .put("cause", cause.event.id().toString())
            .put("dueOn", "2027-01-31")
            .build();
    return log("data-vault", event("data-vault", "downstream.notified", data, Optional.empty()));
  }

  /** The bureau has destroyed what it got. */
  Logged destruction(Logged release) {
    JsonObject data =
        JsonObject.builder()
            .put("party", bureau)
            .put("releases", JsonArray.ofStrings(List.of(release.event.id().toString())))
            .put("reason", "TERM_ENDED")
            .put("certificate", "ab".repeat(32))
            .build();
    return log("bureau-service", event("bureau-service", "data.destroyed", data, Optional.empty()));
  }

  /** A logged release from the lender to somebody else. */
  Logged onward(String to, Logged... parents) {
    return log("data-vault", releases.onward(subject, lender, to, ids(parents)));
  }

  private Event event(String client, String type, JsonObject data, Optional<JsonObject> internal) {
    boolean isAboutNobody = type.equals("records.deposited");
    Body body =
        new Body(
            EventId.draw(clock.millis(), RANDOM),
            client,
            clock.millis(),
            isAboutNobody ? Optional.empty() : Optional.of(subject),
            data);
    try {
      return Event.of(
          Seed.draw(RANDOM),
          Event.stubFor(EventTypes.get(type), body, Map.of(), List.of()),
          body,
          internal);
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
  }

  private static EventId[] ids(Logged... entries) {
    EventId[] ids = new EventId[entries.length];
    for (int i = 0; i < entries.length; i++) {
      ids[i] = entries[i].event.id();
    }
    return ids;
  }

  /** A logged release from the bureau to the lender. */
  Logged second(Logged... parents) {
    return log("bureau-service", releases.release2(subject, bureau, lender, ids(parents)));
  }

  private static Logged log(String client, TestReleases.Draft draft) {
    return log(client, draft.build());
  }

  private static Logged log(String client, Event event) {
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
