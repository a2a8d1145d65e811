package dev.tallystick.portal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.MetricsPage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer says to the browser, whatever it answers. */
@QuarkusTest
@WithTestResource(OidcWiremockTestResource.class)
class SecurityHeadersTest {
  private static final Set<String> FOR_EVERYBODY = Set.of("/", "/board", "/log", "/receipt");
  private static final Pattern INLINE =
      Pattern.compile("<script(?![^>]* src=)|<style|\\sstyle=|\\son[a-z]+=|javascript:");
  private static final Pattern ELSEWHERE = Pattern.compile("(?:src|href|action)=\"(?:https?:)?//");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/board",
        "/log",
        "/receipt",
        "/logout",
        "/nothing/here",
        "/q/nothing",
        "/me/usage",
        "/login/failed",
        "/logout/now",
        "/assets/old/site.css",
        "/language/xx",
        "/q/health"
      })
  void answers_letNobodyFrameOrScriptThem(String path) {
    Response answer = given().redirects().follow(false).get(path);

    String policy = answer.header("Content-Security-Policy");
    assertThat(policy)
        .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
        .contains("frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Cache-Control"))
        .isEqualTo(FOR_EVERYBODY.contains(path) ? "public, max-age=60" : "no-store");
    assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
  }

  @Test
  void pages_thatOthersMayKeepCarryNobodysToken() {
    for (String path : FOR_EVERYBODY) {
      Response answer = given().get(path);
      assertThat(answer.header("Vary")).as(path).contains("Cookie", "Accept-Language");
      assertThat(answer.detailedCookies().asList()).as(path).isEmpty();
    }
    assertThat(given().get("/language/xx").header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void metrics_areForThoseWhoCollectThemByAToken() {
    assertThat(given().redirects().follow(false).get("/q/metrics").statusCode()).isEqualTo(401);
    assertThat(Browser.loggedIn().get("/q/metrics").statusCode()).isEqualTo(401);
    assertThat(metrics(Set.of("citizen")).statusCode()).isEqualTo(403);
    Response metrics = metrics(Set.of("scraper"));
    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.asString()).contains("jvm_memory_used_bytes");
    assertThat(MetricsPage.read().differences("portal", metrics.asString())).isEmpty();
  }

  private static Response metrics(Set<String> roles) {
    return given()
        .auth()
        .oauth2(OidcWiremockTestResource.getAccessToken("collector", roles))
        .get("/q/metrics");
  }

  @Test
  void forms_leadHereOrToTheLogIn() {
    String provider = ConfigProvider.getConfig().getValue("keycloak.url", String.class);
    String origin = provider.substring(0, provider.indexOf('/', "http://".length()));

    assertThat(given().get("/").header("Content-Security-Policy"))
        .contains("form-action 'self' " + origin + ";");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/board", "/log", "/receipt", "/logout", "/nothing/here"})
  void pages_haveNoInlineScriptAndNothingFromElsewhere(String path) {
    String html = given().get(path).asString();

    assertThat(html).startsWith("<!doctype html>");
    assertThat(INLINE.matcher(html).find()).as("inline script or style").isFalse();
    assertThat(ELSEWHERE.matcher(html).find()).as("another host").isFalse();
  }

  @Test
  void files_ofThisVersionAreKept_andAreThere() {
    Matcher files =
        Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"")
            .matcher(given().get("/receipt").asString());
    int found = 0;
    while (files.find()) {
      Response file = given().get(files.group(1));
      assertThat(file.statusCode()).as(files.group(1)).isEqualTo(200);
      assertThat(file.header("Cache-Control")).contains("immutable");
      found++;
    }
    assertThat(found).isGreaterThanOrEqualTo(5);
    String base =
        given().get("/").asString().replaceAll("(?s).*(/assets/[0-9a-f]+)/site\\.css.*", "$1");
    assertThat(given().get(base + "/verifier/tally.mjs").asString())
        .contains("export async function verify");
  }
}
