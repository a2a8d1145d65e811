package dev.tallystick.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.gateway.scripted.ScriptedSuite;
import dev.tallystick.houserules.BoundRequests;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.RealmTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Who is let in as the party, and what of its keys leaves the gateway. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class LocalKeyTest {
  private static final RealmTokens TOKENS = new RealmTokens("party-gateway");

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  ScriptedSuite suite;

  @Inject DataSource database;

  @Test
  void localKey_isMadeAtTheFirstStart_closedToOthers() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(OwnSystem.keyFile())))
        .isEqualTo("rw-------");
    OwnSystem.get("/v1/status").then().statusCode(200).body("party", equalTo("party-1"));
  }

  @Test
  void anotherKey_isRefused() throws IOException {
    String key = Files.readString(OwnSystem.keyFile()).strip();
    String other = key.substring(0, 10) + (key.charAt(10) == 'A' ? 'B' : 'A') + key.substring(11);
    for (String wrong : List.of(other, key + "A", "gwk_", key.substring(0, 20))) {
      given()
          .header("Authorization", "Bearer " + wrong)
          .get("/v1/status")
          .then()
          .statusCode(401)
          .contentType("application/problem+json");
    }
  }

  @Test
  void tokenOfTheParty_isLetIn_butNoOtherPartys() {
    given()
        .auth()
        .oauth2(TOKENS.ofParty("lender", "party-1"))
        .get("/v1/status")
        .then()
        .statusCode(200);
    given()
        .auth()
        .oauth2(TOKENS.ofParty("lender", "bank-harbour"))
        .get("/v1/status")
        .then()
        .statusCode(403)
        .body("code", equalTo("NOT_YOUR_PARTY"));
    given().auth().oauth2(TOKENS.withRoles("lender")).get("/v1/status").then().statusCode(403);
  }

  private static String clerk(String party) {
    return TOKENS
        .plainClaims("lender")
        .audience("party-gateway")
        .claim("party", party)
        .claim("staff", "st-1")
        .claim("amr", List.of("pwd", "otp"))
        .sign();
  }

  @Test
  void clerksToken_isForPagesAlone() {
    given().auth().oauth2(clerk("party-1")).get("/v1/status").then().statusCode(403);
  }

  /** What is routed to a resource and what its path looks like before are not the same. */
  @Test
  void pathThatIsSpeltOtherwise_opensNothingEither() throws Exception {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    for (String path : List.of("/%2e/v1/status", "/x/%2e%2e/v1/status", "/v1/%73tatus")) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path)).build();
      for (String token :
          List.of(
              clerk("party-1"), clerk("bank-harbour"), TOKENS.ofParty("lender", "bank-harbour"))) {
        HttpResponse<String> answer =
            http.send(
                BoundRequests.authorized(request, token), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isIn(401, 403, 404);
        assertThat(answer.body()).doesNotContain("queueLimit");
      }
    }
  }

  @Test
  void enrolment_registersBothKeys_onceAndByTheRegulatorsCodeAlone() throws Exception {
    suite.reset();
    boolean isNew = suite.posted("/keys").isEmpty();
    if (isNew) {
      OwnSystem.post("/v1/keys/enrolment", JsonObject.builder().put("code", "WRONG").build())
          .then()
          .statusCode(403)
          .body("code", equalTo("ENROLMENT_CODE_INVALID"));
      // The answer to the second key gets lost: the same call again goes on from there.
      suite.loseAnswer("/consent/v1/parties/party-1/keys");
      OwnSystem.post("/v1/keys/enrolment", JsonObject.builder().put("code", "K7Q2-MW4P").build())
          .then()
          .statusCode(503);
    }
    OwnSystem.enrol();

    OwnSystem.post("/v1/keys/enrolment", JsonObject.builder().put("code", "K7Q2-MW4P").build())
        .then()
        .statusCode(409)
        .body("code", equalTo("KEYS_ENROLLED"));
    OwnSystem.get("/v1/keys").then().body("keys[0].inUse", equalTo(true));
  }

  @Test
  void keys_areStoredSealed_andNoInterfaceShowsThem() throws SQLException {
    String shown = OwnSystem.get("/v1/keys").asString();
    assertThat(shown).contains("\"kty\"").doesNotContain("\"d\"");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select encode(sealed_keys, 'escape'), encode(wrapped_key, 'escape') from gateway_key")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1) + row.getString(2)).doesNotContain("kty").doesNotContain("crv");
    }
  }
}
