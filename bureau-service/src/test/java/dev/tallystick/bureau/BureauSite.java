package dev.tallystick.bureau;

import static io.restassured.RestAssured.given;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.MalformedKeyException;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** A bureau as a user of this service: its token, its keys, its products. */
final class BureauSite {
  static final List<String> INPUTS =
      List.of("BNPL.PERFORMANCE", "LOAN.PERFORMANCE", "PAYMENT.SUMMARY", "SHOPPING.AGGREGATE");

  private final String id;

  private BureauSite(String id) {
    this.id = id;
  }

  /** Draws the bureau's keys and registers them. */
  static BureauSite open(Market market, String id) {
    BureauSite site = new BureauSite(id);
    try {
      market.registerBureau(id, json(site.post("/v1/keys", JsonObject.EMPTY)));
    } catch (MalformedKeyException e) {
      throw new IllegalStateException(e);
    }
    return site;
  }

  String id() {
    return id;
  }

  Response post(String path, JsonObject body) {
    return given()
        .auth()
        .oauth2(token())
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/json")
        .body(CanonicalJson.text(body))
        .post(path);
  }

  String token() {
    return Tokens.claims("bureau").audience("bureau-service").claim("party", id).sign();
  }

  /** Registers a report that needs records of loans, and returns its id. */
  String registerReport() {
    Response answer = post("/v1/products", report(List.of("LOAN.PERFORMANCE")).build());
    answer.then().statusCode(201);
    return answer.jsonPath().getString("product");
  }

  static JsonObject.Builder report(List<String> required) {
    return JsonObject.builder()
        .put("name", "Credit report")
        .put("kind", "REPORT")
        .put("creditReporting", true)
        .put("purposes", JsonArray.ofStrings(List.of("LOAN_APPROVAL")))
        .put("inputCategories", JsonArray.ofStrings(INPUTS))
        .put("requiredCategories", JsonArray.ofStrings(required))
        .put("outputs", JsonArray.ofStrings(List.of("REASONS", "SCORE", "SECTIONS")));
  }

  static JsonObject json(Response answer) {
    try {
      return (JsonObject)
          CanonicalJson.parseMessage(answer.asString().getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException(answer.asString(), e);
    }
  }
}
