package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.CONSENT_SERVICE;
import static dev.tallystick.audit.LogApi.JSON;
import static dev.tallystick.audit.LogApi.NDJSON;
import static dev.tallystick.audit.LogApi.append;
import static dev.tallystick.audit.LogApi.assertProblem;
import static dev.tallystick.audit.LogApi.assertProved;
import static dev.tallystick.audit.LogApi.service;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.EventId;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an appender gets over HTTP, and what it is refused. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class AppendApiTest {
  private final TestEvents events = new TestEvents(Clock.systemUTC());

  @Test
  void append_isAnsweredWithAProofThatHolds() throws Exception {
    byte[] event = events.freeze();

    Response response = append(event);

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
    assertProved(event, response.jsonPath().getMap("$"));
  }

  @Test
  void append_ofTheSameEventIsAnsweredWithTheSameEntry() throws Exception {
    byte[] event = events.freeze();
    Map<String, Object> first = append(event).jsonPath().getMap("$");
    append(events.freeze());

    Response again = append(event);

    assertThat(again.statusCode()).isEqualTo(200);
    Map<String, Object> answer = again.jsonPath().getMap("$");
    assertThat(answer).containsEntry("index", first.get("index"));
    assertThat(answer).containsEntry("recordedMillis", first.get("recordedMillis"));
    assertProved(event, answer);
  }

  @Test
  void appendBatch_answersEachLineInItsPlace() throws Exception {
    byte[] one = events.freeze();
    byte[] two = events.freeze();
    String body =
        new String(one, UTF_8)
            + "\n{\"no\":\"event\"}\n\n"
            + new String(two, UTF_8)
            + "\r\n"
            + new String(one, UTF_8);

    Response response =
        given()
            .auth()
            .oauth2(CONSENT_SERVICE)
            .contentType(NDJSON)
            .body(body.getBytes(UTF_8))
            .post("/v1/entries");

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    List<String> lines = response.asString().lines().toList();
    assertThat(lines).hasSize(4);
    assertProved(one, new io.restassured.path.json.JsonPath(lines.get(0)).getMap("$"));
    assertThat(lines.get(1)).contains("\"status\":422").contains("\"code\":");
    assertProved(two, new io.restassured.path.json.JsonPath(lines.get(2)).getMap("$"));
    assertProved(one, new io.restassured.path.json.JsonPath(lines.get(3)).getMap("$"));
  }

  @Test
  void appendBatch_withTooManyLinesOrNoneIsRefusedWhole() {
    String event = new String(events.freeze(), UTF_8) + "\n";

    assertProblem(
        given()
            .auth()
            .oauth2(CONSENT_SERVICE)
            .contentType(NDJSON)
            .body(event.repeat(1001).getBytes(UTF_8))
            .post("/v1/entries"),
        413,
        "BATCH_TOO_LARGE");
    assertProblem(
        given()
            .auth()
            .oauth2(CONSENT_SERVICE)
            .contentType(NDJSON)
            .body(new byte[] {'\n'})
            .post("/v1/entries"),
        422,
        "BATCH_EMPTY");
  }

  @Test
  void append_forSomebodyElseIsRefused() {
    Response otherSource =
        given()
            .auth()
            .oauth2(service("data-vault"))
            .contentType(JSON)
            .body(events.freeze())
            .post("/v1/entries");
    byte[] vaultsEvent =
        new String(events.freeze(), UTF_8)
            .replace("\"source\":\"consent-service\"", "\"source\":\"data-vault\"")
            .getBytes(UTF_8);
    Response otherType =
        given()
            .auth()
            .oauth2(service("data-vault"))
            .contentType(JSON)
            .body(vaultsEvent)
            .post("/v1/entries");

    assertProblem(otherSource, 403, "SOURCE_NOT_CALLER");
    assertProblem(otherType, 403, "TYPE_NOT_ALLOWED");
  }

  @Test
  void append_ofWhatIsNoEventNamesFieldAndRuleAndRepeatsNoValue() {
    String secret = "Zebra-Canary";
    Response unknownField =
        append(
            new String(events.freeze(), UTF_8)
                .replace("\"stoppedAt\"", "\"" + secret + "\":1,\"stoppedAt\"")
                .getBytes(UTF_8));
    Response malformed = append(("{\"seed\":" + secret).getBytes(UTF_8));
    Response wrongLabel =
        append(
            new String(events.freeze(), UTF_8)
                .replaceFirst("\"labels\":\\[\"....", "\"labels\":[\"0000")
                .getBytes(UTF_8));

    assertThat(unknownField.statusCode()).isEqualTo(422);
    assertThat(unknownField.jsonPath().getString("field")).startsWith("body.data");
    assertThat(unknownField.asString()).doesNotContain(secret);
    assertThat(malformed.statusCode()).isEqualTo(400);
    assertThat(malformed.asString()).doesNotContain(secret);
    assertThat(wrongLabel.statusCode()).isEqualTo(422);
    assertThat(wrongLabel.jsonPath().getString("field")).startsWith("stub.labels");
  }

  @Test
  void append_onAMovedGuardIsRefusedWithWhatToDo() {
    String consent = "con_" + EventId.draw(System.currentTimeMillis(), new SecureRandom());
    assertThat(append(events.consent(consent, Map.of("consent/" + consent, 0L))).statusCode())
        .isEqualTo(201);

    Response late = append(events.consent(consent, Map.of("consent/" + consent, 0L)));

    assertProblem(late, 409, "GUARD_MOVED");
    assertThat(late.jsonPath().getString("field")).isEqualTo("stub.guards");
  }
}
