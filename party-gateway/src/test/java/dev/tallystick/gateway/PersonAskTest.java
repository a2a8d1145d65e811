package dev.tallystick.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.gateway.scripted.ScriptedSuite;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person has said, and to which question. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class PersonAskTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PURPOSE = "CARD_APPROVAL";

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  ScriptedSuite suite;

  @Inject DataSource database;

  private final String value = "ID" + UUID.randomUUID().toString().replace("-", "");

  @BeforeEach
  void begin() {
    suite.reset();
    OwnSystem.enrol();
  }

  private Response post(String retention) {
    return OwnSystem.post(
        "/v1/consent-asks",
        JsonObject.builder()
            .put("person", OwnSystem.person(value))
            .put("bureau", ScriptedSuite.BUREAU)
            .put("purpose", PURPOSE)
            .put("categories", JsonArray.ofStrings(List.of("CREDIT_SCORE")))
            .put("method", "one report")
            .put("retention", retention)
            .put("validUntil", "2099-01-01T00:00:00.000Z")
            .put("noticeText", "The bank asks the bureau for one report about you.")
            .put("language", "en")
            .build());
  }

  private String ask(String retention) {
    Response answer = post(retention);
    answer.then().statusCode(202);
    return answer.jsonPath().getString("ask");
  }

  private static String state(String ask) {
    return OwnSystem.get("/v1/consent-asks/" + ask).jsonPath().getString("state");
  }

  private static void awaitState(String ask, String state) {
    await().atMost(PATIENCE).until(() -> state(ask), state::equals);
  }

  /** The person has answered, and the gateway knows it, before the suite answers the gateway. */
  private void answerFirst(JsonObject asked) {
    String unused = suite.duties().give(asked.getString("subject"), PURPOSE);
    await().atMost(PATIENCE).until(() -> column("state", asked), "GIVEN"::equals);
  }

  private String column(String column, JsonObject asked) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select "
                    + column
                    + " from consent_ask where notice = '"
                    + asked.getString("notice")
                    + "'")) {
      assertThat(row.next()).isTrue();
      return String.valueOf(row.getString(1));
    }
  }

  @Test
  void consentThatWasGiven_isNotOverwrittenByARefusalThatComesLater() {
    suite.duties().refuseNextAsk(422, "REQUEST_INVALID", this::answerFirst);

    String ask = ask("P1Y");

    awaitState(ask, "GIVEN");
    await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> state(ask).equals("GIVEN"));
    OwnSystem.get("/v1/consent-asks/" + ask).then().body("problemCode", equalTo(null));
  }

  @Test
  void consentThatWasGiven_isNotDueForEver_whenTheSuiteGoesAwayBehindIt() throws SQLException {
    suite.duties().refuseNextAsk(503, "AUDIT_UNAVAILABLE", this::answerFirst);

    String ask = ask("P1Y");

    awaitState(ask, "GIVEN");
    await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> isDue(ask), due -> !due);
  }

  private boolean isDue(String ask) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select next_try_at is not null from consent_ask where id = '" + ask + "'")) {
      return row.next() && row.getBoolean(1);
    }
  }

  @Test
  void yes_isToTheTextThatWasShown_andAnswersNoOtherQuestion() {
    String month = ask("P30D");
    awaitState(month, "ASKED");
    String year = ask("P1Y");
    awaitState(year, "ASKED");
    String subject = suite.duties().subject(value);
    String ofMonth =
        suite.posted("/consent-requests").stream()
            .filter(each -> each.getString("subject").equals(subject))
            .filter(each -> each.getString("retention").equals("P30D"))
            .map(each -> each.getString("notice"))
            .findFirst()
            .orElseThrow();

    String unused = suite.duties().give(subject, PURPOSE, ofMonth);

    awaitState(month, "GIVEN");
    assertThat(state(year)).isEqualTo("ASKED");
  }

  @Test
  void retentionBeyondAnyTime_isRefused() {
    post("P300000Y").then().statusCode(422).body("field", equalTo("retention"));
  }
}
