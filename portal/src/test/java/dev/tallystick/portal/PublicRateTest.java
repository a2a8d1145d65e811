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

/** One address cannot read public pages without end, and keeps nobody from their own. */
@QuarkusTest
@TestProfile(PublicRateTest.Few.class)
@WithTestResource(OidcWiremockTestResource.class)
class PublicRateTest {
  /** Few pages a minute. */
  public static final class Few implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("tallystick.portal.public-per-minute", "20");
    }
  }

  @Test
  void publicPages_areRefusedToAnAddressThatReadsTooMany() {
    Response answer = given().get("/board/flows");
    // A minute may end in between, and then it takes as many again.
    for (int i = 0; i < 45 && answer.statusCode() == 200; i++) {
      answer = given().get(i % 2 == 0 ? "/board" : "/");
    }

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isNotNull();
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.asString()).contains("Try again in a minute");
    assertThat(given().redirects().follow(false).get("/me/usage").statusCode()).isEqualTo(302);
  }
}
