package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.assertProblem;
import static dev.tallystick.audit.LogApi.auditor;
import static dev.tallystick.audit.LogApi.awaitIndex;
import static dev.tallystick.audit.LogApi.citizen;
import static dev.tallystick.audit.LogApi.party;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestExchange.Logged;
import dev.tallystick.events.EventLabels;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What follows from a deposit, a consent, a correction, a party or a person, and for whom. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class LineageQuestionTest {
  private static final String INSURER = "insurer-harbour";

  private TestExchange exchange;
  private String consent;
  private Logged deposit;
  private Logged first;
  private Logged report;
  private Logged secondSale;
  private Logged onward;

  /** Two sales from the same records, of which one went on. */
  @BeforeEach
  void sell() {
    exchange = new TestExchange();
    consent = exchange.releases.id("con");
    deposit = exchange.deposit();
    first = exchange.first(consent, deposit);
    report = exchange.second(first);
    Logged again = exchange.first(consent, deposit);
    secondSale = exchange.second(again);
    onward = exchange.onward(INSURER, report);
    awaitIndex(onward.index() + 1);
  }

  private static Response ask(String token, Map<String, ?> question) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(question)
        .post("/v1/lineage");
  }

  private static JsonPath answer(String token, String from, String id, String direction) {
    Response response = ask(token, Map.of("from", from, "id", id, "direction", direction));
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return response.jsonPath();
  }

  private static JsonPath down(String token, String from, String id) {
    return answer(token, from, id, "DOWN");
  }

  private String chunk() {
    return deposit.event().data().getString("chunk");
  }

  private static String id(Logged entry) {
    return entry.event().id().toString();
  }

  private static int held(JsonPath answer, String party) {
    return answer.getInt("holders.find { it.party == '" + party + "' }.held");
  }

  @Test
  void chunk_connectsBothSales_downToTheLastHolder() {
    for (String id : List.of(chunk(), id(deposit))) {
      JsonPath answer = down(auditor("*"), "CHUNK", id);

      assertThat(answer.getList("releases.event"))
          .contains(id(onward), id(secondSale), id(report), id(first))
          .hasSize(5);
      assertThat(answer.getInt("counts.steps.RELEASE_1")).isEqualTo(2);
      assertThat(answer.getInt("counts.steps.RELEASE_2")).isEqualTo(2);
      assertThat(answer.getInt("counts.steps.ONWARD")).isEqualTo(1);
      assertThat(answer.getInt("counts.people")).isEqualTo(1);
      assertThat(answer.getInt("counts.deposits")).isEqualTo(1);
      assertThat(answer.getList("deposits.chunk")).containsExactly(chunk());
      assertThat(answer.getList("holders.party"))
          .contains(exchange.bureau, exchange.lender)
          .hasSize(3);
      assertThat(answer.getInt("releases.find { it.event == '" + id(onward) + "' }.distance"))
          .isEqualTo(2);
      assertThat(answer.getBoolean("complete")).isTrue();
    }
  }

  @Test
  void report_leadsUpToTheDeposit() {
    JsonPath answer = answer(auditor("*"), "RELEASE", id(report), "UP");

    assertThat(answer.getList("releases.event")).containsExactly(id(report), id(first));
    assertThat(answer.getList("deposits.event")).containsExactly(id(deposit));
    assertThat(answer.getList("sources.party"))
        .containsExactlyInAnyOrder(exchange.platform, exchange.bureau);
  }

  /** Who holds what rests on consent X? */
  @Test
  void consent_leadsToWhoeverHoldsWhatRestsOnIt() {
    JsonPath before = down(party("regulator", "the-authority"), "CONSENT", consent);
    assertThat(held(before, exchange.bureau)).isEqualTo(2);
    assertThat(held(before, exchange.lender)).isEqualTo(2);

    awaitIndex(exchange.destruction(first).index() + 1);

    JsonPath after = down(party("regulator", "the-authority"), "CONSENT", consent);
    assertThat(held(after, exchange.bureau)).isEqualTo(1);
    assertThat(held(after, exchange.lender)).as("the report is still there").isEqualTo(2);
    assertThat(after.getInt("counts.destroyed")).isEqualTo(1);
  }

  /** Who must be told of correction Y? */
  @Test
  void correction_leadsToWhoeverGotTheOldVersion_andWhoWasTold() {
    Logged otherDeposit = exchange.deposit();
    Logged fromElsewhere = exchange.first(otherDeposit);
    Logged old = exchange.first();
    Logged correction = exchange.correction(Optional.of(deposit));
    Logged later = exchange.first(deposit);
    awaitIndex(exchange.notification(first, correction).index() + 1);

    JsonPath answer = down(party("platform", exchange.platform), "CORRECTION", id(correction));
    JsonPath all = down(auditor("*"), "CORRECTION", id(correction));

    assertThat(all.getList("releases.event"))
        .contains(id(first), id(report), id(secondSale), id(onward))
        .as("from before deposits were named: it may have had the record")
        .contains(id(old))
        .as("it has the new version, or never had the record")
        .doesNotContain(id(later), id(fromElsewhere));
    assertThat(all.getBoolean("holders.find { it.party == '" + exchange.bureau + "' }.told"))
        .isTrue();
    assertThat(all.getBoolean("holders.find { it.party == '" + exchange.lender + "' }.told"))
        .isFalse();
    assertThat(answer.getList("holders.party"))
        .as("the platform sees its own releases alone")
        .containsExactly(exchange.bureau);
    assertThat(
            down(auditor("*"), "CORRECTION", id(exchange.correction(Optional.empty())))
                .getList("releases.event"))
        .as("a correction of the former form counts all that the platform gave")
        .contains(id(fromElsewhere), id(later), id(old), id(first));
    assertProblem(
        ask(party("lender", exchange.lender), Map.of("from", "CORRECTION", "id", id(correction))),
        404,
        "ENTRY_UNKNOWN");
  }

  /** What does suspending Z touch? */
  @Test
  void party_leadsToWhatItGaveAndGot_andWhatBecameOfThat() {
    JsonPath bureau = down(auditor(exchange.bureau), "PARTY", exchange.bureau);
    JsonPath lender = answer(auditor("*"), "PARTY", exchange.lender, "UP");

    assertThat(bureau.getList("releases.event"))
        .contains(id(first), id(report), id(secondSale))
        .as("outside the engagement")
        .doesNotContain(id(onward));
    assertThat(bureau.prettify()).doesNotContain(INSURER);
    assertThat(lender.getList("deposits.event")).containsExactly(id(deposit));
    assertThat(lender.getList("sources.party")).contains(exchange.platform);
    assertProblem(
        ask(auditor(exchange.bureau), Map.of("from", "PARTY", "id", exchange.lender)),
        403,
        "OUT_OF_AUDIT_SCOPE");
  }

  @Test
  void subject_isAskedAboutInTheBody_byWhomItConcerns() {
    Map<String, String> question = Map.of("from", "SUBJECT", "id", exchange.subject);

    JsonPath mine = down(citizen(exchange.subject), "SUBJECT", exchange.subject);
    JsonPath lenders = down(party("lender", exchange.lender), "SUBJECT", exchange.subject);

    assertThat(mine.getInt("counts.releases")).isEqualTo(5);
    assertThat(mine.prettify()).doesNotContain("sub_");
    assertThat(lenders.getList("releases.event"))
        .containsExactly(id(onward), id(secondSale), id(report));
    assertProblem(ask(citizen(TestEvents.subject()), question), 403, "NOT_THE_SUBJECT");
    assertProblem(ask(auditor(exchange.bureau), question), 403, "OUT_OF_AUDIT_SCOPE");
  }

  /** What is filed under both tokens is one person's, for those alone who may know that. */
  @Test
  void subject_ofTwoLinkedTokensIsOne_forThePersonAndAuditorsOfEverything() {
    String other = TestEvents.subject();
    new TestLinks(exchange.clock).link(other, exchange.subject);
    awaitIndex(exchange.deposit().index() + 1);

    assertThat(down(citizen(other), "SUBJECT", other).getInt("counts.releases")).isEqualTo(5);
    assertThat(down(auditor("*"), "SUBJECT", other).getInt("counts.releases")).isEqualTo(5);
    assertThat(down(party("lender", exchange.lender), "SUBJECT", other).getInt("counts.releases"))
        .as("a party learns of no link")
        .isZero();
  }

  @Test
  void platform_isNotToldWhereItsDataWentOn() {
    Response response =
        ask(
            party("platform", exchange.platform),
            Map.of("from", "CHUNK", "id", chunk(), "direction", "DOWN"));

    assertThat(response.jsonPath().getInt("counts.releases")).isEqualTo(2);
    assertThat(response.asString()).doesNotContain(exchange.lender).doesNotContain(INSURER);
  }

  @Test
  void whatIsNotTheReaders_looksLikeNothing() {
    Logged unused = exchange.deposit();
    awaitIndex(unused.index() + 1);
    String platform = party("platform", exchange.lender);
    for (Map<String, String> question :
        List.of(
            Map.of("from", "CHUNK", "id", unused.event().data().getString("chunk")),
            Map.of("from", "CHUNK", "id", exchange.releases.id("chk")),
            Map.of("from", "CONSENT", "id", exchange.releases.id("con")),
            Map.of("from", "RELEASE", "id", exchange.releases.id("rel")))) {
      assertProblem(ask(platform, question), 404, "ENTRY_UNKNOWN");
    }
    assertProblem(
        ask(auditor(INSURER), Map.of("from", "CHUNK", "id", chunk())), 404, "ENTRY_UNKNOWN");
    assertProblem(
        ask(auditor(INSURER), Map.of("from", "RELEASE", "id", id(first))),
        403,
        "OUT_OF_AUDIT_SCOPE");
    assertThat(down(auditor(exchange.platform), "CHUNK", id(unused)).getInt("counts.releases"))
        .isZero();
  }

  /** In the list of what was asked about, and of each person who is shown. */
  @Test
  void read_byAnAuditorOrTheRegulator_isLoggedFirst() {
    for (Map<String, String> question :
        List.of(
            Map.of("from", "CHUNK", "id", chunk()),
            Map.of("from", "PARTY", "id", exchange.bureau),
            Map.of("from", "CONSENT", "id", consent),
            Map.of("from", "RELEASE", "id", id(first)),
            Map.of("from", "SUBJECT", "id", exchange.subject))) {
      for (String token : List.of(auditor("*"), party("regulator", "the-authority"))) {
        Map<String, String> asked = new HashMap<>(question);
        asked.put("purpose", "case 7");
        long logged = Long.parseLong(ask(token, asked).header("Audit-Index"));
        long last = exchange.deposit().index();

        String records =
            given()
                .auth()
                .oauth2(auditor("*"))
                .get("/v1/openings?from=" + logged + "&to=" + last)
                .asString();

        assertThat(records)
            .as(question.get("from"))
            .contains("audit.read", "case 7", exchange.subject)
            .contains(EventLabels.ofSubject(exchange.subject).hex());
      }
    }
    assertThat(
            ask(citizen(exchange.subject), Map.of("from", "CHUNK", "id", chunk()))
                .header("Audit-Index"))
        .isNull();
  }

  @Test
  void pages_goOnWhereTheOneBeforeEnded_andTheSumsAreOfAll() {
    Map<String, Object> question = new HashMap<>(Map.of("from", "CHUNK", "id", chunk()));
    question.put("limit", 3);

    JsonPath page = ask(auditor("*"), question).jsonPath();
    question.put("cursor", page.getString("next"));
    JsonPath last = ask(auditor("*"), question).jsonPath();

    assertThat(page.getList("releases")).hasSize(3);
    assertThat(last.getList("releases")).hasSize(2);
    assertThat(last.getString("next")).isNull();
    assertThat(page.getInt("counts.releases")).isEqualTo(5);
    assertThat(last.getInt("counts.releases")).isEqualTo(5);
    question.put("before", first.index());
    assertThat(ask(auditor("*"), question).jsonPath().getInt("counts.releases")).isZero();
  }
}
