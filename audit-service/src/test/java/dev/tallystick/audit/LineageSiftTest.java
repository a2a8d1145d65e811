package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.assertProblem;
import static dev.tallystick.audit.LogApi.auditor;
import static dev.tallystick.audit.LogApi.awaitIndex;
import static dev.tallystick.audit.LogApi.citizen;
import static dev.tallystick.audit.LogApi.party;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestExchange.Logged;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of a lineage is sought, both its directions at once, and the sale of an inquiry. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class LineageSiftTest {
  private static final String INSURER = "insurer-harbour";
  private static final String REGULATOR = party("regulator", "the-authority");

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @SuppressWarnings("NullAway.Init") // set before each test
  private TestExchange exchange;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Logged deposit;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Logged first;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Logged report;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Logged onward;

  @BeforeEach
  void sell() {
    exchange = new TestExchange();
    deposit = exchange.deposit();
    first = exchange.first(deposit);
    report = exchange.second(first);
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

  private static JsonPath answer(String token, Map<String, ?> question) {
    Response response = ask(token, question);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return response.jsonPath();
  }

  private static String id(Logged entry) {
    return entry.event().id().toString();
  }

  private Map<String, Object> both(Logged of) {
    return new HashMap<>(Map.of("from", "RELEASE", "id", id(of), "direction", "BOTH"));
  }

  private JsonPath sought(Map<String, ?> only) {
    Map<String, Object> question = both(report);
    question.put("only", only);
    return answer(auditor("*"), question);
  }

  @Test
  void bothDirections_areOneAnswer() {
    JsonPath answer = answer(auditor("*"), both(report));

    assertThat(answer.getList("releases.event")).containsExactly(id(onward), id(report), id(first));
    assertThat(answer.getList("deposits.event")).containsExactly(id(deposit));
    assertThat(answer.getInt("counts.releases")).isEqualTo(3);
    assertThat(answer.getInt("releases.find { it.event == '" + id(report) + "' }.distance"))
        .isZero();
  }

  @Test
  void inquiry_leadsToItsSale_forThoseWhomTheSaleConcerns() {
    String inquiry = report.event().data().getString("inquiry");
    Map<String, Object> question =
        new HashMap<>(Map.of("from", "INQUIRY", "id", inquiry, "direction", "BOTH"));

    JsonPath answer = answer(REGULATOR, question);

    assertThat(answer.getList("releases.event")).containsExactly(id(onward), id(report), id(first));
    assertThat(answer(citizen(exchange.subject), question).getInt("counts.releases")).isEqualTo(3);
    // The platform must not learn which lender asked, nor that anybody did.
    assertProblem(ask(party("platform", exchange.platform), question), 404, "ENTRY_UNKNOWN");
    assertProblem(ask(auditor(INSURER), question), 404, "ENTRY_UNKNOWN");
    question.put("id", exchange.releases.id("inq"));
    assertProblem(ask(REGULATOR, question), 404, "ENTRY_UNKNOWN");
  }

  @Test
  void daysAndParty_siftTheSumsToo_andTheWalkGoesThroughWhatIsNotSought() {
    JsonPath ofInsurer = sought(Map.of("party", INSURER));
    JsonPath ofToday = sought(Map.of("from", today.toString(), "to", today.toString()));
    JsonPath ofTomorrow = sought(Map.of("from", today.plusDays(1).toString()));
    JsonPath before = sought(Map.of("to", today.minusDays(1).toString()));

    assertThat(ofInsurer.getList("releases.event")).containsExactly(id(onward));
    assertThat(ofInsurer.getInt("counts.releases")).isEqualTo(1);
    assertThat(ofInsurer.getList("pairs.step")).containsExactly("ONWARD");
    assertThat(ofToday.getInt("counts.releases")).isEqualTo(3);
    assertThat(ofTomorrow.getList("releases")).isEmpty();
    assertThat(before.getInt("counts.releases")).isZero();
  }

  @Test
  void purpose_siftsThePage_atOnceOrInTheEnd() {
    assertThat(sought(Map.of("purpose", "LOAN_APPROVAL")).getList("releases.event"))
        .containsExactly(id(onward), id(report), id(first));
    assertThat(sought(Map.of("purpose", "CREDIT_REPORTING_SUPPLY")).getList("releases.event"))
        .containsExactly(id(first));
    JsonPath none = sought(Map.of("purpose", "MARKETING"));
    assertThat(none.getList("releases")).isEmpty();
    assertThat(none.getInt("counts.releases")).as("the sums are of all").isEqualTo(3);
  }

  /** Of a release that is not filed under them a reader is told neither parties nor purpose. */
  @Test
  void purpose_ofWhatIsNotTheReaders_isNotToldByWhatIsLeft() {
    Map<String, Object> question = both(onward);
    question.put("only", Map.of("purpose", "LOAN_APPROVAL"));

    JsonPath answer = answer(auditor(INSURER), question);

    assertThat(answer.getList("releases.event")).containsExactly(id(onward));
    question.remove("only");
    assertThat(answer(auditor(INSURER), question).getList("releases.event"))
        .containsExactly(id(onward), id(report));
  }

  @Test
  void pairs_areTheWholeAsAGraphOfParties() {
    Logged again = exchange.second(first);
    awaitIndex(again.index() + 1);

    JsonPath answer = answer(REGULATOR, both(first));

    assertThat(answer.getInt("pairs.find { it.to == '" + exchange.lender + "' }.releases"))
        .isEqualTo(2);
    assertThat(answer.getInt("pairs.find { it.from == '" + exchange.platform + "' }.held"))
        .isEqualTo(1);
    assertThat(answer.getList("pairs.step")).containsExactly("ONWARD", "RELEASE_1", "RELEASE_2");
  }

  /**
   * Nobody looks unseen by asking for what is not there: the person finds the look all the same.
   */
  @Test
  void look_thatLeavesNothing_isLoggedForThePerson() {
    String inquiry = report.event().data().getString("inquiry");
    // The cursor of a page that begins before everything.
    String beforeAll = "AAAAAAAAAAA";
    for (Map<String, ?> more :
        List.of(
            Map.of("only", Map.of("purpose", "MARKETING")),
            Map.of("only", Map.of("to", today.minusDays(1).toString())),
            Map.of("only", Map.of("party", "bank-of-nobody")),
            Map.of("cursor", beforeAll))) {
      for (String token : List.of(REGULATOR, auditor("*"))) {
        Map<String, Object> question =
            new HashMap<>(
                Map.of("from", "INQUIRY", "id", inquiry, "direction", "BOTH", "purpose", "case 8"));
        question.putAll(more);
        Response response = ask(token, question);
        assertThat(response.jsonPath().getList("releases")).isEmpty();
        long logged = Long.parseLong(response.header("Audit-Index"));
        long last = exchange.deposit().index();

        String records =
            given()
                .auth()
                .oauth2(auditor("*"))
                .get("/v1/openings?from=" + logged + "&to=" + last)
                .asString();

        assertThat(records).as(more.toString()).contains("audit.read", "case 8", exchange.subject);
      }
    }
  }

  @Test
  void whatCannotBeSought_isRefusedByName() {
    for (Map<String, String> only :
        List.of(
            Map.of("from", "yesterday"),
            Map.of("to", "2026-02-31"),
            Map.of("party", "No Party"),
            Map.of("purpose", "why not"))) {
      Map<String, Object> question = both(report);
      question.put("only", only);
      Response response = ask(auditor("*"), question);
      assertThat(response.statusCode()).as(only.toString()).isEqualTo(422);
      assertThat(response.jsonPath().getString("field")).contains("only");
    }
    Map<String, Object> question = both(report);
    question.put("limit", 501);
    assertProblem(ask(auditor("*"), question), 422, "PAGE_INVALID");
  }
}
