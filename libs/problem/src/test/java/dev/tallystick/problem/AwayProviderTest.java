package dev.tallystick.problem;

import static dev.tallystick.problem.ProblemMappersTest.expect;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** While nothing answers at the provider's address, callers are told what they can do about it. */
@QuarkusTest
@TestProfile(AwayProviderTest.Away.class)
class AwayProviderTest {
  private static final String[] GUARDED = {"/refusing/private", "/routes/operator"};

  @Test
  void anonymous_isChallenged() {
    for (String path : GUARDED) {
      ValidatableResponse response = given().get(path).then();

      expect(response, 401, "AUTHENTICATION_REQUIRED");
      assertThat(response.extract().headers().getValues("WWW-Authenticate"))
          .as(path)
          .containsExactly("Bearer");
    }
  }

  @Test
  void bearer_isToldToComeBack() {
    for (String path : GUARDED) {
      ValidatableResponse response = given().auth().oauth2("x.y.z").get(path).then();

      expect(response, 503, "SERVICE_UNAVAILABLE");
      assertThat(response.extract().header("Retry-After")).as(path).isEqualTo("5");
    }
  }

  /** A provider that nobody is at. */
  public static class Away implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.oidc.auth-server-url", "http://127.0.0.1:1/realms/nobody");
    }
  }
}
