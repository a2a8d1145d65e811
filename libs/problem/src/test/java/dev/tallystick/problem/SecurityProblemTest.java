package dev.tallystick.problem;

import static dev.tallystick.problem.ProblemMappersTest.expect;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/** With the default, proactive authentication; the same again without it in the subclass. */
@QuarkusTest
@WithTestResource(Tokens.class)
class SecurityProblemTest {
  /** A resource behind an annotation, and a route behind a path permission. */
  private static final String[] GUARDED = {"/refusing/private", "/routes/operator"};

  @Test
  void anonymous_isChallengedOnce() {
    for (String path : GUARDED) {
      expectChallenge(given().get(path).then(), "AUTHENTICATION_REQUIRED");
    }
  }

  @Test
  void badBearer_isChallengedOnce() {
    for (String path : GUARDED) {
      expectChallenge(given().auth().oauth2("x.y.z").get(path).then(), "TOKEN_REFUSED");
    }
  }

  @Test
  void forgedBearer_isChallengedOnce() {
    String token = Tokens.withRole("auditor");
    int signature = token.lastIndexOf('.') + 1;
    char flipped = token.charAt(signature) == 'A' ? 'B' : 'A';
    String forged = token.substring(0, signature) + flipped + token.substring(signature + 1);

    ValidatableResponse response = given().auth().oauth2(forged).get("/refusing/private").then();

    expectChallenge(response, "TOKEN_REFUSED");
  }

  @Test
  void anotherRole_isForbidden() {
    for (String path : GUARDED) {
      ValidatableResponse response =
          given().auth().oauth2(Tokens.withRole("lender")).get(path).then();
      expect(response, 403, "FORBIDDEN");
      assertThat(response.extract().header("WWW-Authenticate")).as(path).isNull();
    }
  }

  @Test
  void theRightRole_isLetIn() {
    given().auth().oauth2(Tokens.withRole("auditor")).get(GUARDED[0]).then().statusCode(200);
    given().auth().oauth2(Tokens.withRole("operator")).get(GUARDED[1]).then().statusCode(200);
  }

  private static void expectChallenge(ValidatableResponse response, String code) {
    expect(response, 401, code);
    assertThat(response.extract().headers().getValues("WWW-Authenticate"))
        .as(code)
        .containsExactly("Bearer");
  }
}
