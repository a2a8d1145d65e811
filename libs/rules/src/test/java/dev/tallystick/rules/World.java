package dev.tallystick.rules;

import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Seed;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.pack.PackWithout;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.rules.state.GuardKeys;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A log in memory with the parties of the demonstration. What is appended passes every check of the
 * log's own event types, so that a test cannot rest on an event that could not be.
 */
final class World {
  static final String MALL = "mall-east";
  static final String RIDE = "ride-west";
  static final String BUREAU = "bureau-north";
  static final String BANK = "bank-riverside";
  static final String HARBOUR = "loan-harbour";
  static final String ALICE = "sub_5ciq6vxtulqh6wm2te5ttwo2a4";
  static final String BOB = "sub_bojcqiww4ssd4wydrutfbacqpm";
  static final Instant START = Instant.parse("2026-03-02T01:00:00Z");
  static final Instant YEAR_LATER = START.plus(Duration.ofDays(365));
  static final String HASH = "e2cb7609c8d572a52bc936b8c2dd8690e3db114e000685204fbef6f7af5958c5";

  private final Random random = new Random(7);
  private final List<LoggedEvent> events = new ArrayList<>();
  private final List<Optional<JsonObject>> internals = new ArrayList<>();
  private PackShelf shelf = PackWithout.shelf(ShippedPacks.shelf());
  private State state = State.EMPTY;
  private Instant now = START;

  String supply = "";
  String product = "";
  String tariff = "";
  String licence = "";

  /** A world in which everything that needs no person is in order. */
  static World standard() {
    World world = new World();
    world.activate(ShippedPacks.get("cn-2022"), Instant.parse("2022-01-01T00:00:00Z"));
    world.register(MALL, "PLATFORM");
    world.register(RIDE, "PLATFORM");
    world.register(BUREAU, "BUREAU");
    world.register(BANK, "LENDER");
    world.register(HARBOUR, "LENDER");
    for (String party : List.of(BUREAU, BANK, HARBOUR)) {
      world.key(party, YEAR_LATER);
    }
    world.licence = world.license(BUREAU, YEAR_LATER);
    world.supply = world.supply(MALL, BUREAU, YEAR_LATER);
    Filed.everythingFor(world);
    world.product =
        world.product(
            List.of("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE", "PAYMENT.SUMMARY"),
            List.of("SHOPPING.AGGREGATE"));
    world.tariff = world.tariff(120, START.minus(Duration.ofDays(1)));
    return world;
  }

  State state() {
    return state;
  }

  Instant now() {
    return now;
  }

  PackShelf shelf() {
    return shelf;
  }

  List<LoggedEvent> events() {
    return List.copyOf(events);
  }

  /** The internal part of each entry, as an auditor sees it. */
  List<Optional<JsonObject>> internals() {
    return List.copyOf(internals);
  }

  World on(PackShelf other) {
    shelf = PackWithout.shelf(other);
    return this;
  }

  World at(Instant instant) {
    now = instant;
    return this;
  }

  World later(Duration duration) {
    return at(now.plus(duration));
  }

  /** Turns back to a state of before, to try another way on. */
  World rewind(State earlier) {
    state = earlier;
    return this;
  }

  Decision decide(DecisionRequest request) {
    return Rules.decide(state, request, now, shelf);
  }

  String id(String prefix) {
    return prefix + "_" + EventId.draw(now.toEpochMilli(), random);
  }

  static String time(Instant instant) {
    return Timestamps.format(instant.toEpochMilli());
  }

  /** A platform claims that two tokens are one person's. Gives the claim. */
  String claim(String one, String other) {
    String claim = id("clm");
    for (String token : List.of(one, other)) {
      String unused =
          append(
              "identity.claimed",
              Optional.of(token),
              Json.object(
                  "claim",
                  claim,
                  "party",
                  MALL,
                  "scheme",
                  "PHONE",
                  "other",
                  "CUSTOMER_NO",
                  "evidence",
                  evidence(),
                  "statement",
                  "eyJ9.eyJ9.AA"));
    }
    return claim;
  }

  /** Links two tokens by a claim. Gives the event's id. */
  String link(String claim, String one, String other) {
    return append(
        "identity.linked",
        Optional.of(one),
        Json.object(
            "linked",
            other,
            "claim",
            claim,
            "claimed",
            List.of("019cac90-2f11-7a0b-9c1d-0a1b2c3d4e5f"),
            "scheme",
            "PHONE",
            "evidence",
            evidence(),
            "by",
            MALL));
  }

  /** Takes a link back. */
  void unlink(String claim, String link, String one, String other) {
    String unused =
        append(
            "identity.unlinked",
            Optional.of(one),
            Json.object("linked", other, "link", link, "claim", claim, "reason", "WRONG_PERSON"));
  }

  /** Somebody says that a claim is wrong. */
  void dispute(String claim, String token) {
    String unused =
        append(
            "identity.disputed",
            Optional.of(token),
            Json.object("claim", claim, "party", MALL, "by", "PERSON"));
  }

  private static JsonObject evidence() {
    return Json.object("method", "SMS", "digest", HASH);
  }

  /** Appends, and gives the event's id. */
  String append(String type, Optional<String> subject, JsonObject data) {
    return append(type, subject, data, Map.of(), Set.of());
  }

  String append(
      String type,
      Optional<String> subject,
      JsonObject data,
      Map<String, Long> guards,
      Set<String> advances) {
    return append(type, subject, data, Optional.empty(), guards, advances);
  }

  String append(
      String type,
      Optional<String> subject,
      JsonObject data,
      Optional<JsonObject> internal,
      Map<String, Long> guards,
      Set<String> advances) {
    EventType eventType = EventTypes.get(type);
    byte[] seed = new byte[Seed.SIZE];
    random.nextBytes(seed);
    Body body =
        new Body(
            EventId.draw(now.toEpochMilli(), random),
            eventType.appenders().iterator().next(),
            now.toEpochMilli(),
            subject,
            data);
    try {
      Event event =
          Event.of(
              Seed.copyOf(seed), Event.stubFor(eventType, body, guards, advances), body, internal);
      internals.add(internal);
      fold(
          LoggedEvent.of(
              state.size(), now.toEpochMilli(), event.stub(), Optional.of(body.toJson())));
      return event.id().toString();
    } catch (InvalidEventException e) {
      throw new AssertionError(type + " " + e.getMessage(), e);
    }
  }

  void fold(LoggedEvent event) {
    events.add(event);
    state = state.fold(event);
  }

  String activate(Pack pack, Instant from) {
    return append(
        "pack.activated",
        Optional.empty(),
        Json.object(
            "family", pack.family(),
            "pack", pack.id(),
            "version", pack.version(),
            "digest", pack.digest().hex(),
            "effectiveFrom", time(from),
            "by", "credit-authority"));
  }

  String register(String party, String role) {
    return append("party.registered", Optional.empty(), Papers.party(party, role));
  }

  String suspend(String party) {
    return append(
        "party.suspended",
        Optional.empty(),
        Json.object("party", party, "ground", "inspection", "by", "credit-authority"));
  }

  String key(String party, Instant until) {
    return key(party, party, START, until);
  }

  /** A key to seal to, drawn from a word. */
  String key(String party, String word, Instant from, Instant until) {
    String thumbprint =
        java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                dev.tallystick.tlog.Hash.sha256(
                        word.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .toByteArray());
    append(
        "party.key.registered",
        Optional.empty(),
        Json.object(
            "party",
            party,
            "use",
            "ENCRYPT",
            "thumbprint",
            thumbprint,
            "jwk",
            Json.object("kty", "EC", "crv", "P-256", "x", thumbprint, "y", thumbprint),
            "validFrom",
            time(from),
            "validTo",
            time(until),
            "proof",
            "aaaa.bbbb.cccc"));
    return thumbprint;
  }

  String license(String party, Instant until) {
    String id = id("lic");
    append(
        "licence.recorded",
        Optional.empty(),
        Json.object(
            "licence",
            id,
            "party",
            party,
            "licenceNo",
            "L-1",
            "issuer",
            "Credit Authority",
            "scope",
            List.of("PERSONAL_CREDIT_REPORTING"),
            "validFrom",
            time(START),
            "validTo",
            time(until)));
    return id;
  }

  String supply(String provider, String receiver, Instant until) {
    String id = id("agr");
    append(
        "agreement.filed",
        Optional.empty(),
        Papers.agreement(id, "SUPPLY", provider, receiver, until));
    return id;
  }

  String terminate(String agreement, String provider, String receiver) {
    return append(
        "agreement.terminated",
        Optional.empty(),
        Json.object(
            "agreement", agreement,
            "provider", provider,
            "receiver", receiver,
            "ground", "over",
            "by", receiver));
  }

  String product(List<String> inputs, List<String> required) {
    String id = id("prd");
    append("product.registered", Optional.empty(), Papers.product(id, inputs, required));
    return id;
  }

  String tariff(int amount, Instant from) {
    String id = id("trf");
    append(
        "tariff.published",
        Optional.empty(),
        Json.object(
            "tariff",
            id,
            "version",
            1,
            "party",
            BUREAU,
            "currency",
            "CNY",
            "effectiveFrom",
            time(from),
            "lines",
            List.of(
                Json.object(
                    "line", "score-std",
                    "payer", "RECIPIENT",
                    "product", product,
                    "userClass", "STANDARD",
                    "amount", amount,
                    "dedup", "LOCAL_DAY"))));
    return id;
  }

  /** A PROVIDE consent of a person, from the mall to the bureau. */
  String provide(String... categories) {
    return consent(Consents.provide(this, List.of(categories)));
  }

  /** A QUERY consent of a person, from the bureau to the bank. */
  String query(String... categories) {
    return consent(Consents.query(this, List.of(categories)));
  }

  /** Appends a consent of Alice and gives its id. */
  String consent(JsonObject data) {
    append("consent.given", Optional.of(ALICE), data);
    return data.getString("consent");
  }

  String withdraw(String consent) {
    return append(
        "consent.withdrawn",
        Optional.of(state.consent(consent).orElseThrow().subject()),
        Json.object(
            "consent",
            consent,
            "version",
            1,
            "kind",
            "PROVIDE",
            "recipient",
            BUREAU,
            "stoppedAt",
            time(now),
            "by",
            "SELF"));
  }

  String freeze(String subject) {
    return append("freeze.set", Optional.of(subject), Json.object("stoppedAt", time(now)));
  }

  /** Logs what a permit permits, exactly as it says. */
  String release(DecisionRequest request, Decision decision) {
    return Releases.log(this, request, decision);
  }

  /** The version of a consent's guard, for a reader of tests. */
  long consentGuard(String consent) {
    return state.guard(GuardKeys.consent(consent));
  }
}
