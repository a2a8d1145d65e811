package dev.tallystick.gateway;

import static io.restassured.RestAssured.given;

import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A gateway without pages answers its API, and nothing where pages would be. */
@QuarkusTest
@TestProfile(DeskOffTest.NoPages.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class DeskOffTest {
  /** As an installation is that does not turn pages on. */
  public static final class NoPages implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("tallystick.desk.enabled", "false");
    }
  }

  @Test
  void pages_areNowhere_andTheApiIs() {
    for (String path :
        List.of("/", "/desk", "/desk/orders", "/assets/x/site.css", "/language/zh")) {
      given()
          .redirects()
          .follow(false)
          .get(path)
          .then()
          .statusCode(404)
          .contentType("application/problem+json");
    }
    OwnSystem.get("/v1/status").then().statusCode(200);
  }
}
