package dev.tallystick.bench.decision;

import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Seed;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.DecryptionKey;
import dev.tallystick.keys.SigningKey;
import dev.tallystick.party.Claims;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.ShippedPacks;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Invented parties with all that decisions ask of them, as the log's first entries. */
public final class Market {
  public static final String BUREAU = "bureau-north";
  public static final List<String> CATEGORIES = List.of("PAYMENT.SUMMARY", "SHOPPING.AGGREGATE");
  static final String DIGEST = "5f1d3c0a9b8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a392817065f4e";

  private static final int SIDES = 8;
  private static final String AUTHORITY = "credit-authority";
  private static final String PURPOSE = "CREDIT_REPORTING_SUPPLY";
  private static final String END_PURPOSE = "LOAN_APPROVAL";
  private static final JsonObject NO_DATA = JsonObject.EMPTY;

  private final Random random = new Random(5);
  private final List<Event> events = new ArrayList<>();
  private final SecureRandom secure = new SecureRandom();
  private final SigningKey signing = SigningKey.draw();
  private final Instant now;

  /** Everything is in order from a day before this instant to a year after. */
  public Market(Instant now) {
    this.now = now;
    Pack pack = ShippedPacks.get("cn-2022");
    add(
        "pack.activated",
        NO_DATA,
        "family",
        pack.family(),
        "pack",
        pack.id(),
        "version",
        pack.version(),
        "digest",
        pack.digest().hex(),
        "effectiveFrom",
        time(pack.effectiveFrom()),
        "by",
        AUTHORITY);
    register(BUREAU, "BUREAU");
    for (int i = 0; i < SIDES; i++) {
      register(platform(i), "PLATFORM");
      register(lender(i), "LENDER");
      file(platform(i));
    }
    key("SIGN", signing.verificationKey().keyId(), signing.verificationKey().toJwk());
    DecryptionKey sealing = DecryptionKey.draw();
    key("ENCRYPT", sealing.encryptionKey().keyId(), sealing.encryptionKey().toJwk());
    licence();
    plan();
  }

  /** The side that a person's consent names, by its rank. */
  public static String platform(int rank) {
    return "platform-" + rank % SIDES;
  }

  public static String lender(int rank) {
    return "lender-" + rank % SIDES;
  }

  /** In the order in which they are to be logged. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /**
   * May a platform give the bureau its records about a person? As data-vault asks it, with the
   * request that the bureau has signed.
   */
  public JsonObject question(String platform, String subject, String inquiry, Instant at) {
    String lender = lender(0);
    ReleaseRequest signed =
        new ReleaseRequest(
            Claims.of(BUREAU, "data-vault", at, Duration.ofSeconds(60), secure),
            subject,
            BUREAU,
            PURPOSE,
            CATEGORIES,
            List.of(platform),
            new ReleaseRequest.EndUse(
                Optional.of(END_PURPOSE),
                Optional.of(lender),
                Optional.of(inquiry),
                Optional.empty()),
            Optional.empty(),
            Optional.empty());
    return JsonObject.builder()
        .put("step", "RELEASE_1")
        .put("dryRun", false)
        .put("request", signed.sign(signing))
        .put("requestType", "release-request+jws")
        .put("subject", subject)
        .put("caller", BUREAU)
        .put("from", platform)
        .put("to", BUREAU)
        .put("purpose", PURPOSE)
        .put("endPurpose", END_PURPOSE)
        .put("endUser", lender)
        .put("inquiry", inquiry)
        .put("categories", JsonArray.ofStrings(CATEGORIES))
        .build();
  }

  /** As events write it. */
  public static String time(Instant instant) {
    return Timestamps.format(instant.toEpochMilli());
  }

  private String later() {
    return time(now.plus(Duration.ofDays(365)));
  }

  private String before() {
    return time(now.minus(Duration.ofDays(1)));
  }

  private void register(String party, String role) {
    JsonObject user =
        role.equals("LENDER") ? data(NO_DATA, "userClass", "STANDARD") : JsonObject.EMPTY;
    add(
        "party.registered",
        user,
        "party",
        party,
        "role",
        role,
        "legalName",
        party + " Ltd",
        "registrationNo",
        "REG-1",
        "country",
        "CN",
        "contact",
        "privacy desk",
        "by",
        AUTHORITY);
  }

  private void file(String platform) {
    add(
        "agreement.filed",
        NO_DATA,
        "agreement",
        id("agr"),
        "version",
        1,
        "kind",
        "SUPPLY",
        "provider",
        platform,
        "receiver",
        BUREAU,
        "clauses",
        JsonArray.ofStrings(List.of("CONSENT", "SECURITY")),
        "textHash",
        DIGEST,
        "validFrom",
        before(),
        "validTo",
        later(),
        "signatures",
        JsonArray.of(List.of(data(NO_DATA, "party", platform, "jws", "aaaa.bbbb.cccc"))));
    add(
        "assessment.filed",
        NO_DATA,
        "assessment",
        id("asm"),
        "party",
        platform,
        "fromRole",
        "PLATFORM",
        "toRole",
        "BUREAU",
        "categories",
        JsonArray.ofStrings(CATEGORIES),
        "contents",
        JsonArray.ofStrings(List.of("IMPACT", "LAWFULNESS", "MEASURES")),
        "report",
        DIGEST,
        "validFrom",
        before(),
        "validTo",
        later());
  }

  private void key(String use, String thumbprint, String jwk) {
    add(
        "party.key.registered",
        NO_DATA,
        "party",
        BUREAU,
        "use",
        use,
        "thumbprint",
        thumbprint,
        "jwk",
        json(jwk),
        "validFrom",
        before(),
        "validTo",
        later(),
        "proof",
        "aaaa.bbbb.cccc");
  }

  private void licence() {
    add(
        "licence.recorded",
        NO_DATA,
        "licence",
        id("lic"),
        "party",
        BUREAU,
        "licenceNo",
        "L-1",
        "issuer",
        "Credit Authority",
        "scope",
        JsonArray.ofStrings(List.of("PERSONAL_CREDIT_REPORTING")),
        "validFrom",
        before(),
        "validTo",
        later());
  }

  private void plan() {
    add(
        "plan.filed",
        NO_DATA,
        "plan",
        id("pla"),
        "version",
        1,
        "kind",
        "COLLECTION",
        "party",
        BUREAU,
        "categories",
        JsonArray.ofStrings(CATEGORIES),
        "sources",
        JsonArray.ofStrings(List.of("platforms under agreement")),
        "method",
        "sealed releases",
        "effectiveFrom",
        before());
  }

  private String id(String prefix) {
    return prefix + "_" + EventId.draw(now.toEpochMilli(), random);
  }

  private static JsonValue json(String text) {
    try {
      return CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException e) {
      throw new AssertionError("a JWK of ours is JSON", e);
    }
  }

  static JsonObject data(JsonObject more, Object... members) {
    JsonObject.Builder data = JsonObject.builder();
    more.forEach(data::put);
    for (int i = 0; i < members.length; i += 2) {
      String name = (String) members[i];
      if (members[i + 1] instanceof String text) {
        data.put(name, text);
      } else if (members[i + 1] instanceof Integer number) {
        data.put(name, (long) number);
      } else {
        data.put(name, (JsonValue) members[i + 1]);
      }
    }
    return data.build();
  }

  private void add(String type, JsonObject more, Object... members) {
    try {
      events.add(event(type, Optional.empty(), data(more, members), now, random));
    } catch (InvalidEventException e) {
      throw new AssertionError(type + ": " + e.getMessage(), e);
    }
  }

  /** An event under all the checks of its type. */
  static Event event(
      String name, Optional<String> subject, JsonObject data, Instant now, Random random)
      throws InvalidEventException {
    EventType type = EventTypes.get(name);
    byte[] seed = new byte[Seed.SIZE];
    random.nextBytes(seed);
    Body body =
        new Body(
            EventId.draw(now.toEpochMilli(), random),
            type.appenders().iterator().next(),
            now.toEpochMilli(),
            subject,
            data);
    return Event.of(
        Seed.copyOf(seed), Event.stubFor(type, body, Map.of(), Set.of()), body, Optional.empty());
  }
}
