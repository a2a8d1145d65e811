package dev.tallystick.portal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.PackagedOidc;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was packaged runs: the jar, or with {@code -Dnative} the executable. */
@QuarkusIntegrationTest
@WithTestResource(OidcWiremockTestResource.class)
@WithTestResource(PackagedOidc.class)
@WithTestResource(PackagedPortal.class)
@Tag("packaged")
class PackagedPortalIT {
  @Test
  void health_isReady() {
    assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void pages_areThereInBothLanguages() {
    assertThat(given().get("/").asString()).contains("Who sold whose data to whom");
    assertThat(given().header("Accept-Language", "zh-CN").get("/board").asString())
        .contains("谁遵守规则", "这部分暂时无法显示");
    assertThat(given().get("/receipt").asString()).contains("Check a receipt");
  }

  @Test
  void files_areInside() {
    String page = given().get("/").asString();
    Matcher files = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"").matcher(page);
    int found = 0;
    while (files.find()) {
      assertThat(given().get(files.group(1)).statusCode()).as(files.group(1)).isEqualTo(200);
      found++;
    }
    assertThat(found).isGreaterThanOrEqualTo(4);
  }

  @Test
  void pages_ofAPersonLeadToTheLogIn() {
    Response answer = given().redirects().follow(false).get("/me/usage");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.header("Location")).contains("code_challenge_method=S256");
    assertThat(given().get("/nothing").statusCode()).isEqualTo(404);
  }
}
