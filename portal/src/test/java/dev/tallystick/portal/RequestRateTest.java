package dev.tallystick.portal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A stranger who loads pages without end is told to wait, and reaches no service meanwhile. */
@QuarkusTest
@TestProfile(RequestRateTest.FewPages.class)
@WithTestResource(OidcWiremockTestResource.class)
class RequestRateTest {
  private static final int LIMIT = 20;

  /** Few pages a minute, so that the test need not ask for many. */
  public static final class FewPages implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("tallystick.portal.requests-per-minute", Integer.toString(LIMIT));
    }
  }

  @Test
  void stranger_whoAsksWithoutEndIsToldToWait() {
    Response last = given().get("/");
    // At most one minute ends while it asks.
    for (int i = 0; i < 2 * LIMIT + 1 && last.statusCode() != 429; i++) {
      last = given().get("/");
    }

    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 61);
    assertThat(last.asString()).contains("That was a lot at once", "Nothing was lost.");
    assertThat(last.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(last.header("Cache-Control")).isEqualTo("no-store");
    assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
  }
}
