package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.assertProblem;
import static dev.tallystick.audit.LogApi.awaitIndex;
import static dev.tallystick.audit.LogApi.citizen;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The filters that people try on a usage answer do what they say, and the rest is refused. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class UsageSelectionTest {
  private final TestEvents events = new TestEvents(Clock.systemUTC());
  private final String person = TestEvents.subject();
  private final String shop = "shop-" + UUID.randomUUID().toString().substring(0, 8);
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @BeforeEach
  void log() {
    long last = 0;
    for (byte[] event :
        List.of(
            events.freeze(person),
            events.denial(person, shop, "bank-hill", "PURPOSE_NOT_PERMITTED", "R26"),
            events.denial(person, "shop-x", "bank-hill", "PURPOSE_NOT_PERMITTED", "R26"))) {
      last = LogApi.append(event).jsonPath().getLong("index");
    }
    awaitIndex(last + 1);
    await("an index root that covers them")
        .atMost(60, SECONDS)
        .until(() -> whole().getInt("count") == 3);
  }

  private JsonPath whole() {
    return given().auth().oauth2(citizen(person)).get("/v1/me/usage").jsonPath();
  }

  private List<String> types(String query) {
    Response answer = mine(query);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.jsonPath().getBoolean("selection")).as("no whole list").isTrue();
    return answer.jsonPath().getList("entries.opening.stub.value.type");
  }

  private Response mine(String query) {
    return given().auth().oauth2(citizen(person)).get("/v1/me/usage?" + query);
  }

  @Test
  void filters_showWhatIsSought() {
    String freeze = "dev.tallystick.freeze.set.v1";
    String denied = "dev.tallystick.data.denied.v1";
    assertThat(types("type=freeze.set")).containsExactly(freeze);
    assertThat(types("type=data.denied")).containsExactly(denied, denied);
    assertThat(types("type=data.denied&party=" + shop)).containsExactly(denied);
    assertThat(types("from=" + today + "&to=" + today)).hasSize(3);
    assertThat(types("to=" + today.minusDays(1))).isEmpty();
    assertThat(types("from=" + Instant.now().plusSeconds(3_600))).isEmpty();
    assertThat(
            given()
                .auth()
                .oauth2(party("platform", shop))
                .get("/v1/parties/" + shop + "/usage?type=data.denied")
                .jsonPath()
                .getList("entries"))
        .hasSize(1);
  }

  @Test
  void filtersThatAreNone_areRefusedByName() {
    assertProblem(mine("from=yesterday"), 422, "PAGE_INVALID");
    assertProblem(mine("type=data.sold"), 422, "PAGE_INVALID");
    assertThat(mine("type=data.sold").jsonPath().getString("field")).isEqualTo("type");
    assertProblem(mine("fromm=2026-01-01"), 400, "MALFORMED_PARAMETER");
  }
}
