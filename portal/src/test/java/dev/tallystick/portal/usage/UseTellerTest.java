package dev.tallystick.portal.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.portal.call.Absence;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.UseData;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.usage.Use.Outcome;
import dev.tallystick.web.ReaderText;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The sentences, made of entries as the log opens them to a person. */
@QuarkusTest
@WithTestResource(OidcWiremockTestResource.class)
class UseTellerTest {
  private static final String ATTACK = "<img src=x onerror=alert(1)>";
  private static final Instant AT = Instant.parse("2026-03-02T06:02:00Z");
  private static final Map<String, String> NAMES =
      Map.of(
          "bank-riverside", "Riverside Bank",
          "bank-hill", "Hill Bank",
          "mall-east", "Mall East",
          "pay-south", "Pay South",
          "ride-west", "Ride West",
          "bureau-north", "Bureau North");

  private static final LoggedUse FROM_MALL =
      entry(
          5,
          "data.released",
          "019cac0f-0000-7000-8000-000000000001",
          """
          {"step":"RELEASE_1","from":"mall-east","to":"bureau-north","purpose":"CREDIT_REPORTING_SUPPLY","endPurpose":"CARD_APPROVAL","categories":["SHOPPING.AGGREGATE"]}""");
  private static final LoggedUse SALE =
      entry(
          7,
          "data.released",
          "019cac0f-0000-7000-8000-000000000003",
          """
          {"step":"RELEASE_2","from":"bureau-north","to":"bank-riverside","purpose":"CARD_APPROVAL","categories":["DERIVED.SCORE"],"parents":["019cac0f-0000-7000-8000-000000000001"],"fee":{"amount":100,"currency":"CNY"}}""");
  private static final LoggedUse ARRIVED =
      entry(
          8,
          "data.received",
          "019cac0f-0000-7000-8000-000000000004",
          """
          {"release":"019cac0f-0000-7000-8000-000000000003","from":"bureau-north","to":"bank-riverside"}""");
  private static final LoggedUse REFUSED =
      entry(
          9,
          "data.denied",
          "019cac0f-0000-7000-8000-000000000005",
          """
          {"step":"RELEASE_2","caller":"bank-hill","from":"bureau-north","to":"bank-hill","purpose":"LOAN_APPROVAL","code":"QUERY_CONSENT_MISSING","ruleIds":["R24"],"repeats":3}""");
  private static final LoggedUse DIRECT =
      entry(
          10,
          "data.denied",
          "019cac0f-0000-7000-8000-000000000006",
          """
          {"step":"RELEASE","caller":"ride-west","from":"ride-west","to":"bank-riverside","code":"DIRECT_PROVISION_PROHIBITED","ruleIds":["R01"],"label":"%s"}"""
              .formatted(ATTACK));

  @Test
  void sale_saysWhoForWhatPriceWhyAndFromWhom() {
    List<Use> told = tell(Locale.ENGLISH, ARRIVED, SALE, FROM_MALL);

    assertThat(told).hasSize(2);
    assertThat(text(told.get(0)))
        .isEqualTo(
            "Riverside Bank bought a credit report about you for ¥1.00, to decide on a credit card."
                + " It rests on data from Mall East. Riverside Bank confirmed that it arrived.");
    assertThat(text(told.get(1)))
        .isEqualTo(
            "Mall East gave Bureau North data about you: shopping summary, to decide on a credit card.");
    assertThat(text(tell(Locale.CHINESE, SALE, FROM_MALL).get(0)))
        .isEqualTo("Riverside Bank购买了一份关于您的信用报告，费用 1.00 元，用于信用卡审批。数据来自Mall East。");
  }

  @Test
  void refusal_saysWhyInPlainWordsAndThatNothingWasShared() {
    Use told = tell(Locale.ENGLISH, REFUSED).get(0);

    assertThat(told.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(text(told))
        .isEqualTo(
            "Hill Bank asked for a credit report about you and was refused. You have not given this"
                + " lender a written consent to query. Nothing was shared. It was tried 3 more times.");
  }

  @Test
  void directSale_isToldAsOneAndNothingOfItsLabelIsRead() {
    Use told = tell(Locale.ENGLISH, DIRECT).get(0);

    assertThat(text(told))
        .startsWith(
            "Ride West tried to hand your data to Riverside Bank directly and was refused.");
    String page = page(told);
    assertThat(page).contains("&lt;img src=x onerror=alert(1)&gt;").doesNotContain(ATTACK);
  }

  /** A platform that was only asked has tried nothing. */
  @Test
  void directSaleThatTheLenderAskedFor_isToldOfTheLender() {
    LoggedUse asked =
        entry(
            11,
            "data.denied",
            "019cac0f-0000-7000-8000-00000000000a",
            """
            {"step":"RELEASE","caller":"bank-riverside","from":"ride-west","to":"bank-riverside","code":"DIRECT_PROVISION_PROHIBITED","ruleIds":["R01"]}""");

    assertThat(text(tell(Locale.ENGLISH, asked).get(0)))
        .startsWith("Riverside Bank asked Ride West for your data directly and was refused.");
    assertThat(text(tell(Locale.CHINESE, asked).get(0)))
        .startsWith("Riverside Bank直接向Ride West索取您的数据，已被拒绝。");
  }

  @Test
  void name_ofAPartyIsNoMarkup() {
    ReaderText text = new ReaderText(Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), AT);
    Use told =
        new UseTeller(text, new Names(Map.of("bank-hill", ATTACK)), UsageWords.in(Locale.ENGLISH))
            .tell(List.of(REFUSED))
            .get(0);

    assertThat(page(told)).contains("&lt;img").doesNotContain("<img");
  }

  @Test
  void everyTypeOfEntry_hasASentenceInBothLanguages() throws Exception {
    for (String type : PersonTypes.all()) {
      for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
        LoggedUse bare = entry(1, type, "019cac0f-0000-7000-8000-000000000009", "{\"x\":1}");
        assertThat(tell(locale, bare)).as(type).hasSize(1);
        assertThat(text(tell(locale, bare).get(0)))
            .as(type)
            .isNotBlank()
            .doesNotContain("no sentence for", "没有对应的说明", "{", "NOT_FOUND");
      }
    }
  }

  @Test
  void readInBulk_isToldIfAnEntryOfThePageLiesInItsRange() {
    LoggedUse read =
        entry(
            20,
            "audit.read",
            "019cac0f-0000-7000-8000-000000000020",
            """
            {"auditor":"auditor-1","engagement":"Yearly audit","kind":"BULK","firstIndex":6,"lastIndex":8}""");
    LoggedUse withheld = entry(21, "audit.read", "", "{\"x\":1}");

    assertThat(ReadUsage.bulkRead(read, new TreeSet<>(List.of(5L, 9L)))).isEmpty();
    LoggedUse covering = ReadUsage.bulkRead(read, new TreeSet<>(List.of(5L, 8L))).orElseThrow();
    assertThat(text(tell(Locale.ENGLISH, covering).get(0)))
        .isEqualTo(
            "An auditor opened a stretch of the log in which there are entries about you."
                + " The audit is: Yearly audit.");
    assertThat(
            text(
                tell(Locale.ENGLISH, ReadUsage.bulkRead(withheld, new TreeSet<>()).orElseThrow())
                    .get(0)))
        .isEqualTo("An auditor opened a stretch of the log that is on record no more.");
  }

  @Test
  void complaint_isToldByWhoAnswered() {
    LoggedUse reply =
        entry(
            22,
            "complaint.answered",
            "019cac0f-0000-7000-8000-000000000022",
            "{\"authority\":\"authority\",\"against\":\"mall-east\",\"by\":\"PARTY\"}");
    LoggedUse decision =
        entry(
            23,
            "complaint.answered",
            "019cac0f-0000-7000-8000-000000000023",
            "{\"authority\":\"authority\",\"against\":\"mall-east\",\"by\":\"AUTHORITY\",\"outcome\":\"UPHELD\"}");

    assertThat(text(tell(Locale.ENGLISH, reply).get(0)))
        .isEqualTo("Mall East replied to your complaint about it.");
    assertThat(text(tell(Locale.ENGLISH, decision).get(0)))
        .isEqualTo("authority answered your complaint: upheld.");
  }

  @Test
  void linesThatRepeat_areOneWithTheirTimes_butNoSaleAndNoRefusalIsHidden() {
    List<LoggedUse> entries = new ArrayList<>();
    for (int index = 5; index > 0; index--) {
      entries.add(conflict(index));
      entries.add(denied(100 + index));
      entries.add(sold(200 + index));
    }
    List<Use> told = tell(Locale.ENGLISH, entries.toArray(LoggedUse[]::new));

    List<UseLine> lines = UseLine.of(told);

    assertThat(lines)
        .extracting(UseLine::count)
        .containsExactlyInAnyOrder(5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    assertThat(lines.get(0).all()).extracting(Use::index).containsExactly(5L, 4L, 3L, 2L, 1L);
    String page = page(told, Seal.NONE);
    assertThat(page).contains("5 times", "When, and what proves each");
    assertThat(matches("<li class=\"use refused\">", page)).isEqualTo(5);
    assertThat(matches("<li class=\"use shared\">", page)).isEqualTo(5);
    assertThat(matches("<dt>Place in the log</dt>", page)).as("each with its proof").isEqualTo(15);
  }

  @Test
  void linesThatDiffer_stayApart() {
    LoggedUse other =
        entry(
            3,
            "conflict.flagged",
            "019cac0f-0000-7000-8000-000000000003",
            "{\"bureau\":\"bureau-north\",\"holder\":\"pay-south\",\"basisPoints\":2500}");

    assertThat(UseLine.of(tell(Locale.ENGLISH, conflict(4), other, conflict(2))))
        .extracting(UseLine::count)
        .containsExactly(2, 1);
  }

  @Test
  void details_sayUnderWhichConsent_andLeadToIt() {
    LoggedUse sale =
        entry(
            7,
            "data.released",
            "019cac0f-0000-7000-8000-000000000007",
            """
            {"step":"RELEASE_2","from":"bureau-north","to":"bank-hill","purpose":"LOAN_APPROVAL",
             "consents":[{"id":"con_019cac0f-0000-7000-8000-000000000001","version":1}]}""");

    assertThat(page(tell(Locale.ENGLISH, sale).get(0)))
        .contains(
            "<dt>Under the consent</dt><dd><a href=\"/me/consents#con_019cac0f-0000-7000-8000-000000000001\">");
  }

  private static LoggedUse conflict(int index) {
    return entry(
        index,
        "conflict.flagged",
        "019cac0f-0000-7000-8000-%012d".formatted(index),
        "{\"bureau\":\"bureau-north\",\"holder\":\"mall-east\",\"basisPoints\":2500}");
  }

  private static LoggedUse denied(int index) {
    return entry(
        index,
        "data.denied",
        "019cac0f-0000-7000-8000-%012d".formatted(index),
        "{\"step\":\"RELEASE_2\",\"caller\":\"bank-hill\",\"code\":\"QUERY_CONSENT_MISSING\"}");
  }

  private static LoggedUse sold(int index) {
    return entry(
        index,
        "data.released",
        "019cac0f-0000-7000-8000-%012d".formatted(index),
        "{\"step\":\"RELEASE_2\",\"from\":\"bureau-north\",\"to\":\"bank-hill\",\"purpose\":\"LOAN_APPROVAL\"}");
  }

  private static long matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }

  @Test
  void seal_saysWhatWasFound() {
    Use told = tell(Locale.ENGLISH, REFUSED).get(0);

    assertThat(page(told, new Seal(Seal.State.COMPLETE, "today 14:02", "Consumer Union", 7, 7)))
        .contains(
            "All of it, nothing left out: 7 entries, checked.",
            "Complete and unaltered up to today 14:02.",
            "Witnessed by Consumer Union.");
    assertThat(page(told, new Seal(Seal.State.BROKEN, "", "", 0, 0)))
        .contains("This list does not hold", "Keep it as evidence");
    assertThat(page(told, Seal.NONE)).contains("could not be checked just now");
  }

  @Test
  void filter_standsInTheAddress() {
    UseFilter filter =
        UseFilter.of("refused", "bank-hill", "LOAN_APPROVAL", "2026-03-01", "2026-03-02");

    assertThat(filter.query(ZoneId.of("Asia/Shanghai")))
        .isEqualTo(
            "type=data.denied&party=bank-hill&from=2026-02-28T16%3A00%3A00Z&to=2026-03-02T16%3A00%3A00Z");
    assertThat(filter.address("shared"))
        .isEqualTo(
            "/me/usage?outcome=shared&party=bank-hill&purpose=LOAN_APPROVAL&from=2026-03-01&to=2026-03-02");
    assertThat(UseFilter.of("x", "../..", "<b>", "soon", ""))
        .isEqualTo(UseFilter.of(null, null, null, null, null));
  }

  private static String text(Use use) {
    return use.lead() + use.rest();
  }

  private static List<Use> tell(Locale locale, LoggedUse... entries) {
    ReaderText text = new ReaderText(locale, ZoneId.of("Asia/Shanghai"), AT);
    return new UseTeller(text, new Names(NAMES), UsageWords.in(locale)).tell(List.of(entries));
  }

  private static String page(Use use) {
    return page(use, Seal.NONE);
  }

  private static String page(Use use, Seal seal) {
    return page(List.of(use), seal);
  }

  private static String page(List<Use> uses, Seal seal) {
    Frame frame =
        new Frame(
            Locale.ENGLISH,
            "/me/usage",
            Frame.Place.USAGE,
            Optional.empty(),
            true,
            true,
            "/assets/x");
    UsageView view =
        new UsageView(
            List.of(new UsageView.Day("Today", uses)), Optional.empty(), seal, Optional.empty());
    return UsagePageResource.Templates.list(
            frame,
            Part.of(view),
            UseFilter.of(null, null, null, null, null),
            new UsagePageResource.UsageSide(
                List.of(), List.of(), Part.missing(Absence.AWAY), Optional.empty(), ""))
        .setLocale(Locale.ENGLISH)
        .render();
  }

  private static LoggedUse entry(long index, String type, String event, String data) {
    try {
      JsonObject object =
          (JsonObject) CanonicalJson.parseMessage(data.getBytes(StandardCharsets.UTF_8));
      return new LoggedUse(index, AT, type, event, new UseData.Partial(object));
    } catch (Exception e) {
      throw new AssertionError(data, e);
    }
  }
}
