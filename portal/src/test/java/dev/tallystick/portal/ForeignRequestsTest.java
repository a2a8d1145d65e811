package dev.tallystick.portal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms and links of other sites: they do nothing here and lead nowhere else. */
@QuarkusTest
@WithTestResource(OidcWiremockTestResource.class)
class ForeignRequestsTest {
  private static final String WITHDRAW =
      "/me/consents/con_019c1190-5e80-771c-8ffb-2d5d001ab037/withdrawal";

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void form_ofAnotherSiteIsRefused(String site) {
    Browser reader = Browser.loggedIn();

    Response answer =
        reader
            .request()
            .header("Sec-Fetch-Site", site)
            .contentType(ContentType.URLENC)
            .formParam("csrf-token", reader.csrf())
            .post(WITHDRAW);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.asString()).contains("Nothing was done.");
  }

  @Test
  void form_withAnotherOriginIsRefused() {
    Browser reader = Browser.loggedIn();

    Response answer =
        reader
            .request()
            .header("Origin", "https://elsewhere.example")
            .contentType(ContentType.URLENC)
            .formParam("csrf-token", reader.csrf())
            .post("/me/freeze/set");

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void form_withoutItsTokenIsRefused() {
    Browser reader = Browser.loggedIn();

    for (String token : new String[] {"", "made-up"}) {
      Response answer =
          reader
              .request()
              .header("Sec-Fetch-Site", "same-origin")
              .contentType(ContentType.URLENC)
              .formParam("csrf-token", token)
              .post(WITHDRAW);
      assertThat(answer.statusCode()).as(token).isEqualTo(400);
      assertThat(answer.asString()).contains("nothing was done");
    }
  }

  @Test
  void form_ofThePageReachesTheService() {
    Browser reader = Browser.loggedIn();

    Response answer =
        reader
            .request()
            .header("Sec-Fetch-Site", "same-origin")
            .contentType(ContentType.URLENC)
            .formParam("csrf-token", reader.csrf())
            .post(WITHDRAW);

    // The service is away, and the page says so instead of that it was done.
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.header("Location")).endsWith("/me/consents?done=failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "/%5celsewhere.example/../..",
        "javascript:alert(1)",
        "/\t/elsewhere.example",
        "/\r\nSet-Cookie: a=b",
        ".elsewhere.example",
        "@elsewhere.example"
      })
  void address_toGoBackToStaysHere(String back) {
    for (String answer :
        new String[] {
          given()
              .redirects()
              .follow(false)
              .queryParam("back", back)
              .get("/language/zh")
              .header("Location"),
          Browser.loggedIn().request().queryParam("to", back).get("/login").header("Location")
        }) {
      assertThat(answer.replaceFirst("^http://(127\\.0\\.0\\.1|localhost):\\d+", ""))
          .as(back)
          .matches("/(%5celsewhere\\.example/\\.\\./\\.\\.)?");
    }
  }

  @Test
  void logIn_ignoresAForeignHostInWhatItSendsPeopleTo() {
    String location = given().redirects().follow(false).get("/me/usage").header("Location");

    assertThat(location)
        .startsWith(ConfigProvider.getConfig().getValue("keycloak.url", String.class))
        .contains("code_challenge_method=S256", "response_type=code", "client_id=portal-login");
  }
}
