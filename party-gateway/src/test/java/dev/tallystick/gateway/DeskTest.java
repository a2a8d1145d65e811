package dev.tallystick.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.gateway.scripted.ScriptedBureau;
import dev.tallystick.gateway.scripted.ScriptedSuite;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWireMock;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages: who sees what, what a clerk and a manager do there, and that nobody else does. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class DeskTest {
  private static final String MARKUP = "<script>alert('x')</script>";
  private static final List<String> CLERKS_PAGES =
      List.of("/desk/asks", "/desk/orders", "/desk/loans");
  private static final List<String> EVERYBODYS_PAGES = List.of("/desk", "/desk/notices");

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  ScriptedSuite suite;

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  @OidcWireMock
  WireMockServer provider;

  @Inject DataSource database;

  @BeforeEach
  void begin() {
    suite.reset();
    OwnSystem.enrol();
  }

  private static String number() {
    return "ID" + UUID.randomUUID().toString().replace("-", "");
  }

  private static Map<String, String> orderOf(String value) {
    return Map.of(
        "scheme",
        "ID_CARD",
        "value",
        value,
        "bureau",
        ScriptedSuite.BUREAU,
        "product",
        ScriptedBureau.PRODUCT,
        "purpose",
        "LOAN_APPROVAL",
        "consent",
        "con_" + ScriptedBureau.PRODUCT.substring(4),
        "days",
        "1");
  }

  /** Orders on the page, and waits until the report is there; the page of the order. */
  private static String buy(DeskBrowser clerk, String value) {
    Response placed = clerk.send("/desk/orders", "/desk/orders", orderOf(value));
    assertThat(placed.statusCode()).isEqualTo(303);
    String page = DeskBrowser.local(placed.header("Location"));
    assertThat(page).matches("/desk/orders/ord_[0-9a-f-]{36}\\?done=ordered");
    String path = page.substring(0, page.indexOf('?'));
    OwnSystem.awaitState(path.substring("/desk/orders/".length()), "ACKNOWLEDGED");
    return path;
  }

  private List<String> acts(String about) throws SQLException {
    List<String> acts = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select kind || ' ' || clerk || ' ' || coalesce(ticket, '-') || ' ' || coalesce(purpose, '-')"
                    + " from desk_act where about = '"
                    + about
                    + "' order by done_at")) {
      while (rows.next()) {
        acts.add(rows.getString(1));
      }
    }
    return acts;
  }

  @Test
  void clerk_ordersReadsAndDecides_andEachActStandsUnderTheirAccount() throws SQLException {
    DeskBrowser clerk = DeskBrowser.clerk(provider);
    String value = number();

    String page = buy(clerk, value);
    String order = page.substring("/desk/orders/".length());

    String before = clerk.get(page).asString();
    assertThat(before).contains("Read the report", "¥1.00", "Our half").doesNotContain("640");
    Response noCase = clerk.send(page, page + "/report", Map.of("ticket", " "));
    assertThat(noCase.header("Location")).endsWith("?done=refused&why=STAFF_PURPOSE_REQUIRED");
    assertThat(acts(order)).containsExactly("ORDER st-1 - -");
    Response report = clerk.send(page, page + "/report", Map.of("ticket", "case/7"));
    assertThat(report.statusCode()).isEqualTo(200);
    assertThat(report.header("Cache-Control")).isEqualTo("no-store");
    assertThat(report.asString()).contains("640").doesNotContain(value);
    assertThat(acts(order)).containsExactly("ORDER st-1 - -", "READ st-1 case/7 LOAN_APPROVAL");

    assertThat(
            clerk
                .send(page, page + "/decision", Map.of("outcome", "DECLINED", "reasons", ""))
                .header("Location"))
        .endsWith("?done=refused&why=ORDER_INVALID");
    assertThat(
            clerk
                .send(
                    page,
                    page + "/decision",
                    Map.of("outcome", "DECLINED", "reasons", "Too much debt\r\nIncome not known"))
                .header("Location"))
        .endsWith("?done=decided");
    assertThat(clerk.get(page).asString())
        .contains("Too much debt", "Income not known", "case/7", "st-1");
    assertThat(acts(order)).contains("DECISION st-1 - -").hasSize(3);
    OwnSystem.get("/v1/orders/" + order).then().body("clerk", equalTo("st-1"));
    assertThat(
            clerk
                .send(
                    "/desk/loans",
                    "/desk/loans",
                    Map.of("order", order, "kind", "LOAN", "openedOn", "2026-03-02"))
                .header("Location"))
        .endsWith("/desk/loans?done=lent");
    assertThat(clerk.get("/desk/loans?bureau=" + ScriptedSuite.BUREAU).asString())
        .contains("loan_", "Tell the end");
    Response receipt = clerk.get(page + "/receipt");
    assertThat(receipt.contentType()).startsWith("application/json");
  }

  @Test
  void form_thatIsSentTwice_ordersOnce() {
    DeskBrowser clerk = DeskBrowser.clerk(provider);
    Map<String, String> form = new HashMap<>(orderOf(number()));
    form.put("key", UUID.randomUUID().toString());

    String first = clerk.send("/desk/orders", "/desk/orders", form).header("Location");
    String second = clerk.send("/desk/orders", "/desk/orders", form).header("Location");

    assertThat(second).isEqualTo(first).contains("ord_");
  }

  @Test
  void person_isAskedAndTheReportOrderedOnIt() {
    DeskBrowser clerk = DeskBrowser.clerk(provider);
    Map<String, String> form = new HashMap<>();
    form.put("scheme", "ID_CARD");
    form.put("value", number());
    form.put("bureau", ScriptedSuite.BUREAU);
    form.put("purpose", "CARD_APPROVAL");
    form.put("categories", "CREDIT_SCORE, SHOPPING.AGGREGATE");
    form.put("method", "one report");
    form.put("retention", "P1Y");
    form.put("until", "2099-01-01");
    form.put("text", "The bank asks the bureau\r\nfor one report about you.");
    form.put("contact", "data@party-1.example");
    form.put("rightsRoute", "https://party-1.example/rights");
    form.put("language", "en");

    Response asked = clerk.send("/desk/asks", "/desk/asks", form);

    assertThat(asked.header("Location")).contains("/desk/asks/ask_").endsWith("?done=asked");
    String page = DeskBrowser.local(asked.header("Location"));
    String ask = page.substring("/desk/asks/".length(), page.indexOf('?'));
    await()
        .until(
            () -> OwnSystem.get("/v1/consent-asks/" + ask).jsonPath().getString("state"),
            "ASKED"::equals);
    assertThat(clerk.get(page).asString()).contains("waits for the person", "st-1", "1 year");
    Response ordered =
        clerk.send(
            page,
            "/desk/orders",
            Map.of("ask", ask, "product", ScriptedBureau.PRODUCT, "days", "7"));
    assertThat(ordered.header("Location")).contains("/desk/orders/ord_").endsWith("?done=ordered");
    assertThat(clerk.get("/desk").asString()).contains(ask, "for the person&#39;s consent");
    form.put("until", "soon");
    assertThat(clerk.send("/desk/asks", "/desk/asks", form).header("Location"))
        .endsWith("/desk/asks?done=refused&why=ORDER_INVALID");
  }

  @Test
  void pages_showWhatABureauWritesAsText_inBothLanguages() {
    suite
        .sales()
        .write(
            JsonObject.builder()
                .put("madeAt", MARKUP)
                .put("model", MARKUP)
                .put("reasons", JsonArray.of(List.of(reason())))
                .put(
                    "sources",
                    JsonArray.of(
                        List.of(
                            JsonObject.builder()
                                .put("from", MARKUP)
                                .put("event", MARKUP)
                                .put("categories", JsonArray.ofStrings(List.of(MARKUP)))
                                .build())))
                .put(
                    "statements",
                    JsonArray.of(
                        List.of(
                            JsonObject.builder()
                                .put("category", MARKUP)
                                .put("from", MARKUP)
                                .put("observedAt", "2026-02-01T00:00:00.000Z")
                                .put("statement", "I paid. " + MARKUP)
                                .build())))
                .build());
    DeskBrowser clerk = DeskBrowser.clerk(provider);
    String page = buy(clerk, number());

    String english =
        clerk.in("en").send(page, page + "/report", Map.of("ticket", "c-1")).asString();
    String chinese =
        clerk.in("zh").send(page, page + "/report", Map.of("ticket", "c-1")).asString();

    assertThat(english).contains("I paid.", "A loan was overdue.", "What the person says");
    assertThat(chinese).contains("曾有贷款逾期", "本人的说明", "lang=\"zh-Hans\"");
    assertThat(english + chinese).doesNotContain("<script").contains("&lt;script&gt;");
  }

  private static JsonObject reason() {
    return JsonObject.builder()
        .put("code", "LOAN_OVERDUE_SHORT")
        .put("text", "A loan was overdue. " + MARKUP)
        .put("translations", JsonObject.builder().put("zh-Hans", "曾有贷款逾期 " + MARKUP).build())
        .build();
  }

  @Test
  void everyPage_isThereInBothLanguages_withItsHeaders() {
    DeskBrowser both = new DeskBrowser();
    both.logIn(provider, DeskBrowser.staff("lender", "manager"), "/desk");
    List<String> pages = new ArrayList<>(CLERKS_PAGES);
    pages.addAll(EVERYBODYS_PAGES);
    pages.add("/desk/books");
    for (String page : pages) {
      Response english = both.in("en").get(page);
      Response chinese = both.in("zh").get(page);
      assertThat(english.statusCode()).as(page).isEqualTo(200);
      assertThat(english.asString()).as(page).contains("lang=\"en\"", "gita", "Log out");
      assertThat(chinese.asString()).as(page).contains("lang=\"zh-Hans\"", "gita", "退出");
      assertThat(chinese.asString()).as(page).doesNotContain("Log out", "Not legal advice");
      assertThat(english.header("Content-Security-Policy"))
          .as(page)
          .contains("default-src 'none'", "frame-ancestors 'none'");
      assertThat(english.header("Cache-Control")).as(page).isEqualTo("no-store");
    }
    assertThat(both.get("/desk/nothing").statusCode()).isEqualTo(404);
    assertThat(both.get("/desk/nothing").contentType()).startsWith("text/html");
    assertThat(both.get("/desk/orders/ord_" + UUID.randomUUID()).statusCode()).isEqualTo(404);
  }

  @Test
  void manager_seesTheBooks_andNoReport_andAClerkNoBooks() {
    DeskBrowser manager = new DeskBrowser();
    manager.logIn(provider, DeskBrowser.staff("manager"), "/desk");
    assertThat(manager.get("/desk/books").asString()).contains("Spending by month");
    for (String page : CLERKS_PAGES) {
      assertThat(manager.get(page).statusCode()).as(page).isEqualTo(403);
    }
    DeskBrowser clerk = DeskBrowser.clerk(provider);
    assertThat(clerk.get("/desk/books").statusCode()).isEqualTo(403);
    assertThat(clerk.get("/desk/books").contentType()).startsWith("text/html");
    DeskBrowser ofPlatform = new DeskBrowser();
    ofPlatform.logIn(provider, DeskBrowser.staff("platform"), "/desk");
    assertThat(ofPlatform.get("/desk/notices").statusCode()).isEqualTo(200);
    assertThat(ofPlatform.get("/desk/orders").statusCode()).isEqualTo(403);
  }

  @Test
  void manager_answersANotice_underTheirAccount() throws SQLException {
    DeskBrowser clerk = DeskBrowser.clerk(provider);
    String value = number();
    String order = buy(clerk, value).substring("/desk/orders/".length());
    String notice =
        suite
            .duties()
            .notify(
                suite.duties().subject(value),
                OwnSystem.get("/v1/orders/" + order).jsonPath().getString("eventId"),
                "WITHDRAWN");
    DeskBrowser manager = new DeskBrowser();
    manager.logIn(provider, DeskBrowser.staff("manager"), "/desk");
    await().until(() -> manager.get("/desk/notices").asString().contains(notice));

    Response answered =
        manager.send(
            "/desk/notices", "/desk/notices/" + notice + "/answer", Map.of("answer", "DONE"));

    assertThat(answered.header("Location")).endsWith("/desk/notices?done=answered");
    assertThat(acts(notice)).containsExactly("ANSWER st-1 - -");
    OwnSystem.awaitState(order, "DESTROYED");
    assertThat(
            clerk
                .send("/desk/orders", "/desk/orders/" + order + "/report", Map.of("ticket", "c-1"))
                .statusCode())
        .isEqualTo(410);
  }

  @Test
  void strangers_seeNoPage() {
    Map<String, JwtClaimsBuilder> strangers =
        Map.of(
            "another party", DeskBrowser.staff("lender").claim("party", "bank-harbour"),
            "no clerk", DeskBrowser.staff("lender").claim("staff", ""),
            "no second factor", DeskBrowser.staff("lender").claim("amr", List.of("pwd")),
            "another client", DeskBrowser.staff("lender").claim("azp", "portal-login"),
            "a citizen", DeskBrowser.staff("citizen"));
    strangers.forEach(
        (who, claims) -> {
          Response answer = new DeskBrowser().logIn(provider, claims, "/desk");
          assertThat(answer.statusCode()).as(who).isEqualTo(403);
          assertThat(answer.asString()).as(who).contains("This page is not for you");
        });
    assertThat(new DeskBrowser().get("/desk").statusCode()).isEqualTo(302);
    OwnSystem.get("/desk").then().statusCode(403);
  }

  @Test
  void forms_countOnlyWithTheirTokenAndFromHere() {
    DeskBrowser clerk = DeskBrowser.clerk(provider);
    String token = clerk.cookies().getOrDefault("csrf-token", "");
    String order = "/desk/orders/ord_" + UUID.randomUUID();
    String notice = "/desk/notices/ntf_" + UUID.randomUUID() + "/answer";
    String loan = "/desk/loans/loan_" + UUID.randomUUID() + "/closure";
    for (String action :
        List.of(
            "/desk/asks",
            "/desk/orders",
            order + "/report",
            order + "/decision",
            "/desk/loans",
            loan,
            notice)) {
      Response foreign =
          clerk
              .request()
              .header("Sec-Fetch-Site", "cross-site")
              .contentType(ContentType.URLENC)
              .formParam("csrf-token", token)
              .post(action);
      assertThat(foreign.statusCode()).as("from elsewhere: " + action).isEqualTo(403);
      Response bare =
          clerk
              .request()
              .header("Sec-Fetch-Site", "same-origin")
              .contentType(ContentType.URLENC)
              .formParam("other", "x")
              .post(action);
      assertThat(bare.statusCode()).as("without its token: " + action).isEqualTo(400);
      Response anonymous = given().redirects().follow(false).get(action);
      assertThat(anonymous.statusCode()).as("without a log-in: " + action).isEqualTo(302);
    }
  }

  @Test
  void session_opensNoApi_andTheApiSetsNoCookie() {
    DeskBrowser clerk = DeskBrowser.clerk(provider);

    assertThat(clerk.request().get("/v1/orders").statusCode()).isEqualTo(401);
    Response status = OwnSystem.get("/v1/status");
    assertThat(status.cookies()).isEmpty();
    assertThat(status.header("Content-Security-Policy")).isNull();
  }
}
