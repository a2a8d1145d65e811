package dev.tallystick.portal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.http.ContentType;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Log-in, the session in cookies, and log-out. */
@QuarkusTest
@WithTestResource(OidcWiremockTestResource.class)
class SessionTest {
  @Test
  void session_isInSealedCookiesThatScriptsCannotRead() {
    Browser browser = new Browser();
    Response page = browser.logIn("/me/freeze");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(browser.cookies().keySet()).anyMatch(name -> name.startsWith("q_session"));
    browser
        .cookies()
        .forEach(
            (name, value) -> {
              if (name.startsWith("q_session")) {
                // A JWE in its compact form: five parts, the first of which names the sealing.
                assertThat(value.split("\\.", -1)).as(name).hasSize(5);
                assertThat(
                        new String(
                            Base64.getUrlDecoder().decode(value.split("\\.", -1)[0]),
                            StandardCharsets.UTF_8))
                    .contains("\"enc\"");
              }
            });
  }

  @Test
  void cookies_areHttpOnlyAndStayWithThisSite() {
    Browser browser = new Browser();
    Response redirect = browser.get("/me/freeze");
    for (Cookie cookie : redirect.detailedCookies()) {
      assertThat(cookie.isHttpOnly()).as(cookie.getName()).isTrue();
      assertThat(cookie.getSameSite()).as(cookie.getName()).isEqualToIgnoringCase("lax");
    }
  }

  @Test
  void session_thatSomebodyElseHasMadeUpIsNone() {
    Response answer =
        given()
            .redirects()
            .follow(false)
            .cookie("q_session", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0....x")
            .get("/me/usage");

    assertThat(answer.statusCode()).isIn(302, 401);
  }

  /** Whoever has put cookies of their own into somebody's browser is not in that one's session. */
  @Test
  void session_beginsAnewAtTheLogIn_whateverWasPlanted() {
    Browser thief = Browser.loggedIn();
    String stolen = thief.cookies().getOrDefault("q_session", "");
    Browser victim = new Browser();
    victim.plant("q_session", "planted");
    victim.plant("csrf-token", thief.csrf());

    assertThat(victim.logIn("/me/freeze").statusCode()).isEqualTo(200);
    String own = victim.cookies().getOrDefault("q_session", "");
    assertThat(own).isNotEmpty().isNotEqualTo("planted").isNotEqualTo(stolen);
    // The thief knows the token of the forms, and still no form of another site counts.
    Response forged =
        victim
            .request()
            .header("Sec-Fetch-Site", "cross-site")
            .contentType(ContentType.URLENC)
            .formParam("csrf-token", thief.csrf())
            .post("/me/freeze/set");
    assertThat(forged.statusCode()).isEqualTo(403);
    Response answer =
        victim
            .request()
            .header("Sec-Fetch-Site", "same-origin")
            .contentType(ContentType.URLENC)
            .formParam("csrf-token", victim.csrf())
            .post("/logout/now");
    victim.keep(answer);
    assertThat(victim.logIn("/me/freeze").statusCode()).isEqualTo(200);
    assertThat(victim.cookies().get("q_session")).isNotEqualTo(own);
  }

  @Test
  void callback_ofALogInThatThisBrowserHasNotBegunIsRefused() {
    Response answer =
        given()
            .redirects()
            .follow(false)
            .get("/login/callback?state=f2b4c1de-0000-4000-8000-000000000000&code=stolen");

    assertThat(answer.statusCode()).isIn(302, 401);
    assertThat(answer.detailedCookies().asList())
        .noneMatch(cookie -> cookie.getName().startsWith("q_session"));
  }

  @Test
  void page_ofAPersonWhoseServicesAreAwaySaysSoAndStays() {
    Browser browser = new Browser();

    Response page = browser.logIn("/me/usage");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.asString())
        .contains("<h1>Who used my data</h1>", "This part is not there right now", "Log out");
  }

  @Test
  void pages_ofAPersonAreAllThere() {
    Browser browser = Browser.loggedIn();

    for (String path :
        List.of(
            "/me/usage",
            "/me/figures",
            "/me/alerts",
            "/me/alerts/confirmation",
            "/me/disputes/019c1190-5e80-771c-8ffb-2d5d001ab037",
            "/me/consents",
            "/me/asked",
            "/me/stops",
            "/me/freeze",
            "/me/records",
            "/me/records/rec_019c1190-5e80-771c-8ffb-2d5d001ab037",
            "/me/objections",
            "/me/rights",
            "/me/identifiers",
            "/me/export",
            "/me/erasure",
            "/me/erasure/preview?provider=",
            "/me/check")) {
      assertThat(browser.get(path).statusCode()).as(path).isEqualTo(200);
    }
    assertThat(browser.get("/me").header("Location")).endsWith("/me/usage");
    assertThat(browser.get("/me/usage.json").statusCode()).isEqualTo(503);
  }

  @Test
  void pages_forEverybodyWhoseServiceIsAwaySaySoAndStay() {
    for (String path : List.of("/", "/board", "/log")) {
      Response page = given().get(path);
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.asString()).as(path).contains("This part is not there right now");
    }
  }

  @Test
  void logOut_byALinkFromElsewhereDoesNothing() {
    Browser browser = Browser.loggedIn();

    assertThat(browser.get("/logout").statusCode()).isEqualTo(200);
    assertThat(browser.get("/logout/now").statusCode()).isEqualTo(303);
    assertThat(browser.get("/me/freeze").statusCode()).isEqualTo(200);
  }

  @Test
  void logOut_endsTheSessionHereAndIsSentOnToTheProvider() {
    Browser browser = Browser.loggedIn();

    Response answer =
        browser
            .request()
            .header("Sec-Fetch-Site", "same-origin")
            .contentType(ContentType.URLENC)
            .formParam("csrf-token", browser.csrf())
            .post("/logout/now");
    browser.keep(answer);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(browser.cookies().keySet()).noneMatch(name -> name.startsWith("q_session"));
    assertThat(browser.get("/me/freeze").statusCode()).isEqualTo(302);
  }

  @Test
  void script_whoseSessionIsOverIsToldSoInsteadOfBeingSentAway() {
    Response answer =
        given().redirects().follow(false).header("X-Requested-With", "JavaScript").get("/me/usage");

    assertThat(answer.statusCode()).isEqualTo(499);
  }

  @Test
  void language_isTheBrowsersUntilTheReaderChooses() {
    assertThat(given().header("Accept-Language", "zh-CN,zh;q=0.9").get("/").asString())
        .contains("lang=\"zh-Hans\"", "谁把谁的数据卖给了谁");
    assertThat(given().cookie("lang", "en").header("Accept-Language", "zh").get("/").asString())
        .contains("lang=\"en\"");
    assertThat(given().header("Accept-Language", ";;;").get("/nothing").asString())
        .contains("There is no such page");
  }
}
