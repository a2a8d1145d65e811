package dev.tallystick.portal.auditor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.document.LineageAnswer;
import dev.tallystick.web.ReaderText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;

/** A lineage as audit-service answers: a deposit, two releases, a report, and who got it. */
final class LineageSample {
  static final String DEPOSIT = "019c0000-0000-7000-8000-000000000001";
  static final String FIRST = "019c0000-0000-7000-8000-000000000002";
  static final String SECOND = "019c0000-0000-7000-8000-000000000003";
  static final String REPORT = "019c0000-0000-7000-8000-000000000004";
  static final String ONWARD = "019c0000-0000-7000-8000-000000000005";
  static final String CHUNK = "chk_019c0000-0000-7000-8000-00000000000a";
  static final String SOLD = "rel_019c0000-0000-7000-8000-00000000000b";

  static final PartyNames.Names NAMES =
      new PartyNames.Names(
          Map.of(
              "mall-east", "Mall East",
              "bureau-north", "Bureau North",
              "bank-riverside", "Riverside <script>alert(1)</script> Bank"));

  static final ReaderText TEXT =
      new ReaderText(Locale.ENGLISH, ZoneOffset.UTC, Instant.parse("2026-03-03T12:00:00Z"));

  private LineageSample() {}

  /** What JSON says. */
  static JsonObject json(String text) {
    try {
      return (JsonObject) CanonicalJson.parseMessage(text.getBytes(UTF_8));
    } catch (MalformedJsonException e) {
      throw new AssertionError(e);
    }
  }

  static LineageAnswer.Partial answer() {
    return new LineageAnswer.Partial(json(text("")));
  }

  /** The same answer of a question that reaches one of the two sources of the report. */
  static LineageAnswer.Partial withoutSecond() {
    String text = text("");
    int from = text.indexOf("{\"event\":\"" + SECOND);
    int to = text.indexOf("{\"event\":\"" + FIRST);
    return new LineageAnswer.Partial(json(text.substring(0, from) + text.substring(to)));
  }

  /** The answer of a page that another follows. */
  static LineageAnswer.Partial torn() {
    return new LineageAnswer.Partial(json(text(",\"next\":\"AAAA\"")));
  }

  static String text(String more) {
    return text(more, "DEBT_COLLECTION");
  }

  /**
   * The answer.
   *
   * @param more members besides
   * @param purpose what the last release was for
   */
  static String text(String more, String purpose) {
    return """
        {"size":90,"complete":true,
         "counts":{"releases":4,"steps":{},"people":1,"deposits":1,"held":3,"acknowledged":2,"undelivered":1,"destroyed":1},
         "pairs":[
           {"from":"bank-riverside","to":"insurer-harbour","step":"ONWARD","releases":1,"held":1},
           {"from":"mall-east","to":"bureau-north","step":"RELEASE_1","releases":2,"held":1},
           {"from":"bureau-north","to":"bank-riverside","step":"RELEASE_2","releases":1,"held":1}],
         "sources":[],
         "holders":[{"party":"bureau-north","releases":2,"held":1,"told":true},{"party":"bank-riverside","releases":1,"held":1}],
         "deposits":[{"event":"%1$s","from":"mall-east","chunk":"%6$s","index":3,"recordedAt":"2026-03-01T08:00:00.000Z"}],
         "releases":[
           {"event":"%5$s","release":"rel_5","index":40,"recordedAt":"2026-03-03T10:00:00.000Z","step":"ONWARD","from":"bank-riverside",
            "to":"insurer-harbour","purpose":"%9$s","parents":["%4$s"],"distance":1},
           {"event":"%4$s","release":"%7$s","index":30,"recordedAt":"2026-03-02T10:00:00.000Z","step":"RELEASE_2","from":"bureau-north",
            "to":"bank-riverside","purpose":"LOAN_APPROVAL","product":"prd_1","fee":{"amount":100,"currency":"CNY","tariff":"trf_1","line":"report"},
            "parents":["%2$s","%3$s"],"acknowledged":{"event":"e","index":31},"distance":0},
           {"event":"%3$s","release":"rel_3","index":20,"recordedAt":"2026-03-02T09:00:00.000Z","step":"RELEASE_1","from":"mall-east",
            "to":"bureau-north","purpose":"CREDIT_REPORTING_SUPPLY","endPurpose":"LOAN_APPROVAL","deposits":["%1$s"],
            "undelivered":{"event":"e","index":21},"distance":1},
           {"event":"%2$s","release":"rel_2","index":10,"recordedAt":"2026-03-02T08:00:00.000Z","step":"RELEASE_1","from":"mall-east",
            "to":"bureau-north","purpose":"CREDIT_REPORTING_SUPPLY","endPurpose":"LOAN_APPROVAL","deposits":["%1$s"],
            "destroyed":{"event":"e","index":22},"distance":1}]%8$s}
        """
        .formatted(DEPOSIT, FIRST, SECOND, REPORT, ONWARD, CHUNK, SOLD, more, purpose);
  }
}
