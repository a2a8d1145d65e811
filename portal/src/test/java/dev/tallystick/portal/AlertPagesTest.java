package dev.tallystick.portal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The pages of addresses for messages, fed with markup in every text. The code of a mail's link
 * stands in no other address, a webhook's secret in none, and no GET changes anything.
 */
@QuarkusTest
@WithTestResource(OidcWiremockTestResource.class)
@WithTestResource(HostileNeighbours.class)
class AlertPagesTest {
  private static final String CODE = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA";
  private static final String LINK = "/me/alerts/confirmation?code=" + CODE;

  private Browser reader;

  @BeforeEach
  void logIn() {
    reader = Browser.loggedIn();
    HostileNeighbours.asked();
  }

  private RequestSpecification form() {
    return reader
        .request()
        .header("Sec-Fetch-Site", "same-origin")
        .contentType(ContentType.URLENC)
        .formParam("csrf-token", reader.csrf());
  }

  private static void assertCalm(String html) {
    assertThat(html)
        .startsWith("<!doctype html>")
        .doesNotContain("<script>alert", "\" onload=\"")
        .contains("&lt;script&gt;alert");
  }

  @Test
  void page_showsTextAsText_andAsksOnce() {
    Response page = reader.get("/me/alerts");

    assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
    assertCalm(page.asString());
    assertThat(HostileNeighbours.asked()).containsExactly("GET /vault/v1/me/alerts");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void page_saysWhatEachAddressIsWorth_inBothLanguages() {
    assertThat(reader.get("/me/alerts").asString())
        .contains(
            "mei@post.example",
            "once a day",
            "Confirmed: you are told there.",
            "Not confirmed: nothing is told there before it is",
            "Off since 1 March",
            "because 20 calls in a row have failed",
            "2 messages could not be sent",
            "a sale, ");
    assertThat(reader.request().cookie("lang", "zh").get("/me/alerts").asString())
        .contains("每天一次", "已确认", "尚未确认", "连续 20 次调用失败", "2 条通知未能送达");
  }

  @Test
  void mail_isSetAsTheReaderChooses() {
    Response answer =
        form()
            .formParam("address", " mei@post.example ")
            .formParam("pace", "DAILY")
            .formParam("language", "zh")
            .post("/me/alerts/mail/set");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.header("Location")).endsWith("/me/alerts?done=alert_asked");
    assertThat(HostileNeighbours.asked()).containsExactly("PUT /vault/v1/me/alerts/mail");
    assertThat(HostileNeighbours.body("/vault/v1/me/alerts/mail"))
        .isEqualTo("{\"language\":\"zh\",\"pace\":\"DAILY\",\"to\":\"mei@post.example\"}");
  }

  @Test
  void address_thatCanBeNoneIsNotSentOn() {
    for (String address : new String[] {"", "me at post", "me\t@post.example", "a".repeat(2001)}) {
      Response answer = form().formParam("address", address).post("/me/alerts/mail/set");

      assertThat(answer.header("Location"))
          .endsWith("/me/alerts?done=refused&why=ALERT_ADDRESS_INVALID");
    }
    assertThat(HostileNeighbours.asked()).isEmpty();
    assertThat(reader.get("/me/alerts?done=refused&why=ALERT_ADDRESS_INVALID").asString())
        .contains("That was refused.", "That is no mail address");
  }

  @Test
  void secret_isInTheAnswerToTheFormAlone() {
    Response answer =
        form()
            .formParam("address", "https://hook.example/t?x=1&y=2")
            .formParam("pace", "AT_ONCE")
            .formParam("language", "en")
            .post("/me/alerts/webhook/set");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertCalm(answer.asString());
    assertThat(answer.asString())
        .contains("<pre tabindex=\"0\">whsec_")
        .doesNotContainPattern("(href|action|src|value)=\"[^\"]*whsec_");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(HostileNeighbours.asked()).containsExactly("PUT /vault/v1/me/alerts/webhook");
    assertThat(reader.get("/me/alerts").asString()).doesNotContain("whsec_");
  }

  @Test
  void address_isRemoved() {
    for (String kind : new String[] {"mail", "webhook"}) {
      HostileNeighbours.asked();
      Response answer = form().post("/me/alerts/" + kind + "/removed");

      assertThat(answer.header("Location")).endsWith("/me/alerts?done=alert_removed");
      assertThat(HostileNeighbours.asked()).containsExactly("DELETE /vault/v1/me/alerts/" + kind);
    }
    assertThat(form().post("/me/alerts/made-up/removed").statusCode()).isEqualTo(404);
  }

  /** A mail's link is opened by programs too: by filters, and by whoever looks ahead. */
  @Test
  void link_changesNothing_andItsCodeStandsInNoOtherAddress() {
    Response page = reader.get(LINK);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.asString())
        .contains("Yes, that is my address", "name=\"code\" value=\"" + CODE + "\"")
        .doesNotContainPattern("(href|action|src)=\"[^\"]*" + CODE);
    assertThat(HostileNeighbours.asked()).isEmpty();
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");

    Response answer = form().formParam("code", CODE).post("/me/alerts/confirmed");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.header("Location")).endsWith("/me/alerts?done=alert_confirmed");
    assertThat(HostileNeighbours.asked()).containsExactly("POST /vault/v1/me/alerts/confirmation");
    assertThat(HostileNeighbours.body("/vault/v1/me/alerts/confirmation"))
        .isEqualTo("{\"code\":\"" + CODE + "\"}");
  }

  /** The name of the link's parameter is also that of the log-in's. */
  @Test
  void link_leadsThroughTheLogIn_whichIsNotToldTheCode() {
    Browser stranger = new Browser();
    Response provider = stranger.get(LINK);

    assertThat(provider.statusCode()).isEqualTo(302);
    assertThat(provider.header("Location")).doesNotContain(CODE);
    assertThat(provider.detailedCookies().asList())
        .noneMatch(cookie -> cookie.getValue().contains(CODE));
    Response page = new Browser().logIn(LINK);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.asString()).contains("name=\"code\" value=\"" + CODE + "\"");
  }

  @Test
  void link_thatIsNotWholeOffersNoButton() {
    for (String link :
        new String[] {
          "/me/alerts/confirmation",
          "/me/alerts/confirmation?code=",
          "/me/alerts/confirmation?code=" + CODE.substring(1),
          "/me/alerts/confirmation?code=%22%3E%3Cscript%3E"
        }) {
      assertThat(reader.get(link).asString())
          .as(link)
          .contains("Open the link in the mail again")
          .doesNotContain("/me/alerts/confirmed", "<script>");
    }
    assertThat(form().formParam("code", "short").post("/me/alerts/confirmed").header("Location"))
        .endsWith("/me/alerts?done=refused&why=ALERT_CODE_UNKNOWN");
    assertThat(HostileNeighbours.asked()).isEmpty();
    assertThat(reader.get("/me/alerts?done=refused&why=ALERT_CODE_UNKNOWN").asString())
        .contains("The link does not hold any more");
  }

  @Test
  void forms_withoutTheTokenAskNobody() {
    for (String action :
        new String[] {"mail/set", "mail/removed", "webhook/set", "webhook/removed", "confirmed"}) {
      Response answer =
          reader
              .request()
              .header("Sec-Fetch-Site", "same-origin")
              .contentType(ContentType.URLENC)
              .formParam("csrf-token", "made-up")
              .formParam("address", "https://hook.example/")
              .formParam("code", CODE)
              .post("/me/alerts/" + action);
      assertThat(answer.statusCode()).as(action).isEqualTo(400);
    }
    assertThat(given().redirects().follow(false).get("/me/alerts").statusCode()).isEqualTo(302);
    assertThat(HostileNeighbours.asked()).isEmpty();
  }
}
