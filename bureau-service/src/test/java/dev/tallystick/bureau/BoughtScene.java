package dev.tallystick.bureau;

import static io.restassured.RestAssured.given;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.events.Event;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A report that a lender has bought, and what it tells the bureau afterwards. */
record BoughtScene(Fair fair, Event sale) {
  static BoughtScene open(Market market) {
    Fair fair = Fair.open(market);
    fair.lender().buy(fair.request()).then().statusCode(200);
    List<Event> releases = fair.releases();
    return new BoughtScene(fair, releases.get(releases.size() - 1));
  }

  String inquiry() {
    return sale.data().getString("inquiry");
  }

  String consent() {
    return ((JsonObject) sale.data().getArray("consents").get(0)).getString("id");
  }

  /** A decision by the report. */
  JsonObject decision(String outcome, String... reasons) {
    JsonObject.Builder decision =
        JsonObject.builder()
            .put("inquiry", inquiry())
            .put("releases", JsonArray.ofStrings(List.of(sale.id().toString())))
            .put("outcome", outcome);
    if (reasons.length > 0) {
      decision.put("reasons", JsonArray.ofStrings(List.of(reasons)));
    }
    return decision.build();
  }

  /** A loan by the report, under its consent. */
  JsonObject loan() {
    return JsonObject.builder()
        .put("kind", "LOAN")
        .put("consent", consent())
        .put("openedOn", "2026-01-15")
        .put("releases", JsonArray.ofStrings(List.of(sale.id().toString())))
        .build();
  }

  /** The same with another member. */
  static JsonObject with(JsonObject body, String name, String value) {
    return body.without(Set.of(name)).with(JsonObject.builder().put(name, value).build());
  }

  /** The same by other reports. */
  static JsonObject by(JsonObject body, String... releases) {
    return body.without(Set.of("releases"))
        .with(JsonObject.builder().put("releases", JsonArray.ofStrings(List.of(releases))).build());
  }

  JsonObject closure(String day, String reason) {
    return JsonObject.builder()
        .put("bureau", fair.bureau().id())
        .put("closedOn", day)
        .put("reason", reason)
        .build();
  }

  Response decide(JsonObject decision) {
    return post(fair.lender(), "/v1/credit-decisions", decision);
  }

  Response openLoan(JsonObject loan) {
    return post(fair.lender(), "/v1/loans", loan);
  }

  Response close(String loan, JsonObject closure) {
    return post(fair.lender(), "/v1/loans/" + loan + "/closure", closure);
  }

  static Response post(Lender lender, String path, JsonObject body) {
    return post(lender, path, body, UUID.randomUUID().toString());
  }

  static Response post(Lender lender, String path, JsonObject body, String key) {
    return given()
        .auth()
        .oauth2(lender.token())
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(CanonicalJson.text(body))
        .post(path);
  }

  /** The loans that a lender sees of the bureau, page after page. */
  static List<String> loans(Lender lender, String query) {
    Response page = given().auth().oauth2(lender.token()).get("/v1/loans?" + query);
    page.then().statusCode(200);
    return page.jsonPath().getList("loans.loan");
  }

  /** What the log has about the person of this type. */
  List<Event> entries(String type) {
    return fair.entries().stream().filter(event -> event.type().shortName().equals(type)).toList();
  }
}
