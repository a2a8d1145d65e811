package dev.tallystick.caller;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.RealmTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a token says of its bearer, and for whom it speaks. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class CallerTest {
  @Test
  void caller_isWhatTheTokenSays() {
    JwtClaimsBuilder clerk =
        token("lender")
            .claim("party", "bank-1")
            .claim("staff", "st-7")
            .claim("audit_scope", List.of("p2", "p1"));

    assertThat(get("/who", clerk).asString())
        .isEqualTo("test-client account-1 bank-1 - st-7 [p1, p2] true");
  }

  @Test
  void auditScope_inOneText_isSplit() {
    assertThat(get("/who", token("citizen").claim("audit_scope", "p2 p1,p3")).asString())
        .endsWith("[p1, p2, p3] false");
    assertThat(get("/who", token("citizen").claim("audit_scope", "")).asString())
        .endsWith("[] false");
  }

  @Test
  void party_isRequiredToBeTheCallersOwn() {
    JwtClaimsBuilder bank = token("lender").claim("party", "bank-1");

    assertThat(get("/who/party", bank).asString()).isEqualTo("bank-1");
    assertThat(get("/who/party/bank-1", bank).asString()).isEqualTo("yours");
    assertRefused(get("/who/party/bank-2", bank), "NOT_YOUR_PARTY");
    assertRefused(get("/who/party", token("citizen")), "NOT_YOUR_PARTY");
    assertRefused(get("/who/party", token("lender").claim("party", "")), "NOT_YOUR_PARTY");
  }

  @Test
  void subject_isRequired() {
    assertThat(get("/who/subject", token("citizen").claim("subject", "sub_x")).asString())
        .isEqualTo("sub_x");
    assertRefused(get("/who/subject", token("lender")), "SUBJECT_REQUIRED");
  }

  @Test
  void serviceToken_thatSpeaksForSomebodyElse_isRefused() {
    assertThat(get("/who", token("service")).statusCode()).isEqualTo(200);
    for (String claim : List.of("party", "staff", "subject", "audit_scope")) {
      assertThat(get("/who", token("service").claim(claim, "x")).statusCode())
          .as(claim)
          .isEqualTo(401);
    }
  }

  @Test
  void nobody_isNobody() {
    assertThat(given().get("/who/anybody").asString()).isEqualTo("[]");
  }

  private static JwtClaimsBuilder token(String role) {
    return new RealmTokens("test-service")
        .claims(role)
        .subject("account-1")
        .audience("test-service");
  }

  private static Response get(String path, JwtClaimsBuilder token) {
    return given().auth().oauth2(token.sign()).get(path);
  }

  private static void assertRefused(Response response, String code) {
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.jsonPath().getString("code")).isEqualTo(code);
  }
}
