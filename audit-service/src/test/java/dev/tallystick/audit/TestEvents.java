package dev.tallystick.audit;

import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Seed;
import dev.tallystick.events.Stub;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Valid events of invented people and parties, as append requests. */
public final class TestEvents {
  /** The client that appends them. */
  public static final String CLIENT = "consent-service";

  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Clock clock;

  /** Events whose times are those of {@code clock}. */
  public TestEvents(Clock clock) {
    this.clock = clock;
  }

  /** A new subject token. */
  public static String subject() {
    StringBuilder token = new StringBuilder("sub_");
    for (int i = 0; i < 26; i++) {
      token.append(BASE32.charAt(i == 25 ? 4 * RANDOM.nextInt(8) : RANDOM.nextInt(32)));
    }
    return token.toString();
  }

  /** Somebody freezes their data: moves {@code freeze/<label>}, rests on nothing. */
  public byte[] freeze() {
    return freeze(subject());
  }

  /** This person freezes their data. */
  public byte[] freeze(String subject) {
    return request("freeze.set", subject, Map.of(), freezeData(), clock.millis());
  }

  /** A freeze whose event time is {@code timeMillis}; its id is drawn now. */
  public byte[] freezeAt(long timeMillis) {
    return request("freeze.set", subject(), Map.of(), freezeData(), timeMillis);
  }

  /** A consent under {@code consent} that rests on these guards and moves {@code consent/<id>}. */
  public byte[] consent(String consent, Map<String, Long> guards) {
    return consent(clock.millis(), consent, guards);
  }

  /** A consent whose event time is {@code timeMillis}; its id is drawn now. */
  public byte[] consentAt(long timeMillis, String consent) {
    return consent(timeMillis, consent, Map.of());
  }

  private byte[] consent(long timeMillis, String consent, Map<String, Long> guards) {
    Instant now = clock.instant();
    JsonObject data =
        JsonObject.builder()
            .put("consent", consent)
            .put("version", 1)
            .put("kind", "PROVIDE")
            .put("discloser", "ride-west")
            .put("recipient", "bureau-north")
            .put("purpose", "CREDIT_REPORTING_SUPPLY")
            .put(
                "categories", JsonArray.ofStrings(List.of("PAYMENT.SUMMARY", "SHOPPING.AGGREGATE")))
            .put("method", "API")
            .put("retention", "P1Y")
            .put("form", "ELECTRONIC_WRITTEN")
            .put(
                "evidence",
                JsonObject.of(
                    Map.<String, JsonValue>of(
                        "method", JsonString.of("CLICK"),
                        "digest", JsonString.of("ab".repeat(32)))))
            .put(
                "notice",
                JsonObject.builder()
                    .put("id", "ntc_0198c0de-0000-7000-8000-000000000001")
                    .put("textHash", "cd".repeat(32))
                    .put("language", "en")
                    .build())
            .put("validFrom", text(now))
            .put("validUntil", text(now.plus(365, ChronoUnit.DAYS)))
            .put("jurisdiction", "CN")
            .put("channel", "SELF")
            .build();
    return request("consent.given", subject(), guards, data, timeMillis);
  }

  /** A party files an impact assessment. */
  public byte[] assessment() {
    Instant now = clock.instant();
    JsonObject data =
        JsonObject.builder()
            .put("assessment", "asm_0198c0de-0000-7000-8000-000000000001")
            .put("party", "ride-west")
            .put("fromRole", "PLATFORM")
            .put("toRole", "BUREAU")
            .put("categories", JsonArray.ofStrings(List.of("PAYMENT.SUMMARY")))
            .put("contents", JsonArray.ofStrings(List.of("IMPACT", "LAWFULNESS", "MEASURES")))
            .put("report", "ab".repeat(32))
            .put("validFrom", text(now))
            .put("validTo", text(now.plus(365, ChronoUnit.DAYS)))
            .build();
    return request("assessment.filed", Optional.empty(), Map.of(), data, clock.millis());
  }

  /** A party was refused something about a person, by a rule. */
  public byte[] denial(String subject, String from, String to, String code, String rule) {
    JsonObject data =
        JsonObject.builder()
            .put("step", "RELEASE")
            .put("caller", from)
            .put("from", from)
            .put("to", to)
            .put("purpose", "LOAN_APPROVAL")
            .put("categories", JsonArray.ofStrings(List.of("SHOPPING.AGGREGATE")))
            .put("code", code)
            .put("ruleIds", JsonArray.ofStrings(List.of("R02", rule)))
            .put("pack", "cn-2022")
            .build();
    return request("data.denied", subject, Map.of(), data, clock.millis());
  }

  private JsonObject freezeData() {
    return JsonObject.builder().put("stoppedAt", text(clock.instant())).build();
  }

  private byte[] request(
      String typeName, String subject, Map<String, Long> guards, JsonObject data, long timeMillis) {
    return request(typeName, Optional.of(subject), guards, data, timeMillis);
  }

  private byte[] request(
      String typeName,
      Optional<String> person,
      Map<String, Long> guards,
      JsonObject data,
      long timeMillis) {
    EventType type = EventTypes.get(typeName);
    SortedSet<String> advances = new TreeSet<>(type.advancedKeys(person, data));
    Stub stub =
        Stub.of(
            type.name(),
            type.indexKeys(person, data).stream().map(EventLabels::label).toList(),
            guards,
            advances);
    Body body = new Body(EventId.draw(clock.millis(), RANDOM), CLIENT, timeMillis, person, data);
    try {
      return Event.of(Seed.draw(RANDOM), stub, body, Optional.empty()).toRequestJson();
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
  }

  /** The guard that {@link #freeze(String)} of this person moves. */
  public static String freezeGuard(String subject) {
    return EventTypes.get("freeze.set")
        .advancedKeys(Optional.of(subject), JsonObject.EMPTY)
        .first();
  }

  private static String text(Instant time) {
    return FORMAT.format(time.truncatedTo(ChronoUnit.MILLIS));
  }
}
