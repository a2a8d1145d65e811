package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.assertProblem;
import static dev.tallystick.audit.LogApi.auditor;
import static dev.tallystick.audit.LogApi.party;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The regulator sees who was refused what by which rule, no person, and is seen doing so. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class RefusalsTest {
  private static final String REGULATOR = party("regulator", "the-authority");

  private final TestEvents events = new TestEvents(Clock.systemUTC());
  private final String seller = name("shop");
  private final String buyer = name("bank");
  private final String person = TestEvents.subject();
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  private static String name(String kind) {
    return kind + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  @BeforeEach
  void refuse() {
    String other = name("other");
    for (byte[] event :
        List.of(
            events.denial(person, seller, buyer, "DIRECT_PROVISION_PROHIBITED", "R01"),
            events.denial(person, seller, buyer, "PURPOSE_NOT_PERMITTED", "R26"),
            events.denial(person, other, other, "PURPOSE_NOT_PERMITTED", "R26"))) {
      assertThat(LogApi.append(event).statusCode()).isEqualTo(201);
    }
  }

  private Response get(String token, String query) {
    return given()
        .auth()
        .oauth2(token)
        .get("/v1/refusals?from=%s&to=%s%s".formatted(today, today, query));
  }

  private JsonPath read(String query) {
    Response answer = get(REGULATOR, query);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  @Test
  void refusals_areFoundByPartyRuleAndOutcome_andNameNobody() {
    Response all = get(REGULATOR, "&party=" + seller);

    assertThat(all.jsonPath().getList("refusals.outcome"))
        .containsExactly("DIRECT_PROVISION_PROHIBITED", "PURPOSE_NOT_PERMITTED");
    assertThat(all.jsonPath().getList("refusals.to")).containsOnly(buyer);
    assertThat(all.asString()).doesNotContain(person);
    assertThat(read("&rule=R01&party=" + buyer).getList("refusals.outcome"))
        .containsExactly("DIRECT_PROVISION_PROHIBITED");
    assertThat(
            read("&outcome=PURPOSE_NOT_PERMITTED&party=" + seller).getList("refusals.ruleIds[0]"))
        .containsExactly("R02", "R26");
    assertThat(read("&rule=R99").getList("refusals")).isEmpty();
    assertThat(read("&rule=R26").getList("refusals.from")).contains(seller).hasSizeGreaterThan(1);
  }

  @Test
  void daysWithoutRefusals_haveNone_andOtherRangesAreRefused() {
    String path = "/v1/refusals?from=%s&to=%s&party=" + seller;
    LocalDate past = today.minusDays(9);
    JsonPath none = given().auth().oauth2(REGULATOR).get(path.formatted(past, past)).jsonPath();

    assertThat(none.getList("refusals")).isEmpty();
    assertProblem(
        given().auth().oauth2(REGULATOR).get(path.formatted(today, past)), 422, "RANGE_INVALID");
    assertProblem(
        given().auth().oauth2(REGULATOR).get(path.formatted(today, today.plusDays(366))),
        422,
        "RANGE_INVALID");
    assertProblem(given().auth().oauth2(REGULATOR).get("/v1/refusals"), 422, "RANGE_INVALID");
  }

  @Test
  void look_isInTheLogFirst_andInTheListOfTheParty() {
    long index = Long.parseLong(get(REGULATOR, "&party=" + seller).header("Audit-Index"));

    JsonPath own =
        await("an index root that covers it")
            .atMost(60, SECONDS)
            .until(this::ownList, list -> list.getList("entries.index").contains((int) index));
    assertThat(own.getLong("entries[0].index")).as("the newest").isEqualTo(index);
    assertThat(own.getString("entries[0].opening.body.value.data.kind")).isEqualTo("PARTY");
    assertThat(own.getString("entries[0].opening.body.value.data.engagement"))
        .isEqualTo("regulator");
    assertThat(get(REGULATOR, "").header("Audit-Index")).as("of everybody").isNotNull();
  }

  private JsonPath ownList() {
    return given()
        .auth()
        .oauth2(party("platform", seller))
        .get("/v1/parties/" + seller + "/usage")
        .jsonPath();
  }

  @Test
  void others_seeNothing_andAnAuditorWhatIsInTheEngagement() {
    assertThat(get(party("platform", seller), "&party=" + seller).statusCode()).isEqualTo(403);
    assertProblem(get(auditor(buyer), "&party=" + seller), 403, "OUT_OF_AUDIT_SCOPE");
    assertProblem(get(auditor(seller), ""), 403, "OUT_OF_AUDIT_SCOPE");
    assertThat(get(auditor(seller), "&party=" + seller).jsonPath().getList("refusals")).hasSize(2);
    assertThat(get(auditor("*"), "").statusCode()).isEqualTo(200);
  }
}
