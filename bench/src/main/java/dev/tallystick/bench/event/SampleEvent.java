package dev.tallystick.bench.event;

import dev.tallystick.events.EventLabels;
import dev.tallystick.events.Stub;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * The event that is measured with: a consent given by a person, so that a platform may provide data
 * to a bureau. Three labels, one guard that it rests on and moves.
 *
 * <p>What differs between events holds marks, which {@link RequestTemplate} looks for.
 */
final class SampleEvent {
  static final String CLIENT = "consent-service";

  static final String ID = "01900000-0000-7000-8000-00000000000a";
  static final String CONSENT = "con_01900000-0000-7000-8000-00000000000b";
  static final String TIME = "2000-02-03T04:05:06.007Z";
  static final String SEED = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  static final String SUBJECT = "sub_aaaaaaaaaaaaaaaaaaaaaaaaaa";

  /** Of the guard; the version in the data is another. */
  static final String GUARD_VERSION = "\"version\":0";

  static final String PLATFORM = "platform-00";
  static final String BUREAU = "bureau-00";

  private static final String TYPE = "dev.tallystick.consent.given.v1";
  private static final String GUARD = "consent/" + CONSENT;
  private static final String DIGEST =
      "5f1d3c0a9b8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a392817065f4e";

  private SampleEvent() {}

  /** The labels, by the marks. */
  static List<String> labels() {
    return List.of(
        EventLabels.ofSubject(SUBJECT).hex(),
        EventLabels.ofParty(PLATFORM).hex(),
        EventLabels.ofParty(BUREAU).hex());
  }

  /** The append request, in ASCII. */
  static byte[] request() {
    JsonObject request =
        JsonObject.builder()
            .put("seed", SEED)
            .put("stub", stub().toJson())
            .put("body", body())
            .build();
    return CanonicalJson.bytes(request);
  }

  private static Stub stub() {
    return Stub.of(
        TYPE,
        List.of(
            EventLabels.ofSubject(SUBJECT),
            EventLabels.ofParty(PLATFORM),
            EventLabels.ofParty(BUREAU)),
        Map.of(GUARD, 0L),
        List.of(GUARD));
  }

  private static JsonObject body() {
    return JsonObject.builder()
        .put("id", ID)
        .put("source", CLIENT)
        .put("time", TIME)
        .put("subject", SUBJECT)
        .put("data", data())
        .build();
  }

  private static JsonObject data() {
    return JsonObject.builder()
        .put("consent", CONSENT)
        .put("version", 1)
        .put("kind", "PROVIDE")
        .put("discloser", PLATFORM)
        .put("recipient", BUREAU)
        .put("purpose", "CREDIT_REPORTING_SUPPLY")
        .put("categories", JsonArray.ofStrings(List.of("LOAN_BASIC", "REPAYMENT_RECORD")))
        .put("method", "encrypted transfer")
        .put("retention", "P5Y")
        .put("form", "EXPLICIT")
        .put(
            "evidence",
            JsonObject.builder().put("method", "SIGNED_IN_APP").put("digest", DIGEST).build())
        .put(
            "notice",
            JsonObject.builder()
                .put("id", "ntc_01900000-0000-7000-8000-00000000000c")
                .put("textHash", DIGEST)
                .put("language", "zh-CN")
                .build())
        .put("validFrom", "2026-01-01T00:00:00.000Z")
        .put("validUntil", "2031-01-01T00:00:00.000Z")
        .put("jurisdiction", "CN")
        .put("channel", "SELF")
        .build();
  }
}
