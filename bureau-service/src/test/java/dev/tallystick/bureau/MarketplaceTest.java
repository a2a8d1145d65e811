package dev.tallystick.bureau;

import static dev.tallystick.bureau.InquiryTest.assertRefused;
import static dev.tallystick.bureau.InquiryTest.strings;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.events.Event;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.RefusedWrites;
import dev.tallystick.houserules.log.ScriptedEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Products and prices: in the log before they count, and refused there too. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class MarketplaceTest {
  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  private BureauSite open(String id) {
    market.reset();
    return BureauSite.open(market, id);
  }

  private static JsonObject tariff(JsonValue... lines) {
    return JsonObject.builder()
        .put("currency", "CNY")
        .put("lines", JsonArray.of(List.of(lines)))
        .build();
  }

  private static JsonObject line(String name, String product, String userClass, long amount) {
    return JsonObject.builder()
        .put("line", name)
        .put("payer", "RECIPIENT")
        .put("product", product)
        .put("userClass", userClass)
        .put("amount", amount)
        .build();
  }

  private Event logged(String eventId) {
    return market.log().entries().stream()
        .map(ScriptedEvent::event)
        .filter(event -> event.id().toString().equals(eventId))
        .findFirst()
        .orElseThrow();
  }

  private static Response list(String path) {
    return given().auth().oauth2(Tokens.withRoles("lender")).get(path);
  }

  @Test
  void registerProduct_isLoggedWithItsModelAndFactors() {
    BureauSite bureau = open("bureau-east");

    Response answer =
        bureau.post("/v1/products", BureauSite.report(List.of("LOAN.PERFORMANCE")).build());

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    JsonObject data = logged(answer.jsonPath().getString("eventId")).data();
    assertThat(data.getString("party")).isEqualTo("bureau-east");
    assertThat(data.getInteger("version")).isEqualTo(1);
    assertThat(strings(data.getArray("factors"))).contains("loan overdue days");
    assertThat(data.getObject("model").getString("manifest"))
        .isEqualTo(answer.jsonPath().getString("manifest"));
  }

  @Test
  void registerProduct_again_isItsNextVersion() {
    BureauSite bureau = open("bureau-east");
    String product = bureau.registerReport();

    Response second =
        bureau.post(
            "/v1/products",
            BureauSite.report(List.of("LOAN.PERFORMANCE")).put("product", product).build());

    assertThat(second.jsonPath().getString("product")).isEqualTo(product);
    assertThat(second.jsonPath().getLong("version")).isEqualTo(2);
    assertThat(list("/v1/products?bureau=bureau-east").jsonPath().getList("products.product"))
        .filteredOn(product::equals)
        .hasSize(1);
  }

  @Test
  void r04_registerProduct_misclassified_isRefusedAndLogged() {
    BureauSite bureau = open("bureau-east");
    JsonObject called =
        JsonObject.builder()
            .put("name", "Tech service")
            .put("kind", "VERIFICATION")
            .put("creditReporting", false)
            .put("purposes", JsonArray.ofStrings(List.of("LOAN_APPROVAL")))
            .put("inputCategories", JsonArray.ofStrings(List.of("LOAN.PERFORMANCE")))
            .put("outputs", JsonArray.ofStrings(List.of("SCORE")))
            .build();

    Response refused = bureau.post("/v1/products", called);

    assertDenied(refused, "PRODUCT_MISCLASSIFIED", "R04", "PRODUCT");
  }

  @Test
  void r38_registerProduct_withAnIrrelevantFactor_isRefusedAndLogged() {
    BureauSite bureau = open("bureau-east");
    JsonObject nosy =
        BureauSite.report(List.of("LOAN.PERFORMANCE"))
            .put("factors", JsonArray.ofStrings(List.of("home province")))
            .build();

    Response refused = bureau.post("/v1/products", nosy);

    assertDenied(refused, "FACTOR_NOT_CREDIT_RELEVANT", "R38", "PRODUCT");
  }

  @Test
  void registerProduct_whileTheLogIsAway_isNotThere() {
    BureauSite bureau = open("bureau-west");
    market.log().faults().goAway(true);

    Response refused =
        bureau.post("/v1/products", BureauSite.report(List.of("LOAN.PERFORMANCE")).build());
    market.log().faults().goAway(false);

    assertRefused(refused, 503, "AUDIT_UNAVAILABLE");
    assertThat(list("/v1/products?bureau=bureau-west").jsonPath().getList("products")).isEmpty();
  }

  @Test
  void retireProduct_takesItOffTheMarket() {
    Fair fair = Fair.open(market);

    Response retired =
        fair.bureau().post("/v1/products/" + fair.product() + "/retirement", JsonObject.EMPTY);

    assertThat(retired.statusCode()).as(retired.asString()).isEqualTo(201);
    assertThat(logged(retired.jsonPath().getString("eventId")).data().getString("product"))
        .isEqualTo(fair.product());
    assertRefused(fair.lender().buy(fair.request()), 409, "PRODUCT_RETIRED");
  }

  @Test
  void retireProduct_ofAnotherBureau_isUnknown() {
    String product = open("bureau-east").registerReport();
    BureauSite other = open("bureau-south");

    assertRefused(
        other.post("/v1/products/" + product + "/retirement", JsonObject.EMPTY),
        404,
        "PRODUCT_UNKNOWN");
  }

  @Test
  void publishTariff_isLogged_andReadByEveryone() {
    BureauSite bureau = open("bureau-east");
    String product = bureau.registerReport();

    Response published =
        bureau.post(
            "/v1/tariffs",
            tariff(line("small", product, "SMALL", 50), line("large", product, "LARGE", 100)));

    assertThat(published.statusCode()).as(published.asString()).isEqualTo(201);
    JsonObject data = logged(published.jsonPath().getString("eventId")).data();
    assertThat(data.getArray("lines").items())
        .extracting(each -> ((JsonObject) each).getString("line"))
        .containsExactly("large", "small");
    Response read = given().get("/v1/tariffs?bureau=bureau-east");
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.jsonPath().getString("tariffs[0].eventId"))
        .isEqualTo(published.jsonPath().getString("eventId"));
    assertThat(read.jsonPath().getLong("tariffs[0].lines[0].amount")).isEqualTo(100);
  }

  /** The log has it, so it is the bureau's word, whatever the bureau was told. */
  @Test
  void publishTariff_whoseConclusionFails_countsAfterwards() throws Exception {
    BureauSite bureau = open("bureau-late");
    String product = bureau.registerReport();

    RefusedWrites.during(
        "tariff",
        "new.log_index is not null",
        () -> {
          JsonObject tariff = tariff(line("one", product, "ALL", 70));
          assertThat(bureau.post("/v1/tariffs", tariff).statusCode()).isEqualTo(503);
        });

    Awaiting.until(
        "it counts", () -> given().get("/v1/tariffs?bureau=bureau-late").statusCode() != 404);
    Response read = given().get("/v1/tariffs?bureau=bureau-late");
    assertThat(read.jsonPath().getLong("tariffs[0].lines[0].amount")).isEqualTo(70);
  }

  @Test
  void publishTariff_again_isTheNextVersionOfTheSame() {
    BureauSite bureau = open("bureau-east");
    String product = bureau.registerReport();
    Response first = bureau.post("/v1/tariffs", tariff(line("one", product, "ALL", 50)));

    Response second = bureau.post("/v1/tariffs", tariff(line("one", product, "ALL", 60)));

    assertThat(second.jsonPath().getString("tariff"))
        .isEqualTo(first.jsonPath().getString("tariff"));
    assertThat(second.jsonPath().getLong("version"))
        .isEqualTo(first.jsonPath().getLong("version") + 1);
  }

  @Test
  void r58_publishTariff_withTwoPricesInOneClass_isRefusedAndLogged() {
    BureauSite bureau = open("bureau-east");
    String product = bureau.registerReport();

    Response refused =
        bureau.post(
            "/v1/tariffs",
            tariff(line("one", product, "LARGE", 50), line("two", product, "LARGE", 100)));

    assertDenied(refused, "DISCRIMINATORY_TERM", "R58", "TARIFF");
  }

  @Test
  void r61_publishTariff_forDeletion_isRefusedAndLogged() {
    BureauSite bureau = open("bureau-east");
    JsonObject mercy =
        JsonObject.builder()
            .put("line", "mercy")
            .put("payer", "SUBJECT")
            .put("service", "DELETE_ADVERSE")
            .put("userClass", "PERSON")
            .put("amount", 9_900)
            .build();

    assertDenied(bureau.post("/v1/tariffs", tariff(mercy)), "FEE_PROHIBITED", "R61", "TARIFF");
  }

  @Test
  void publishTariff_forAnothersProduct_isRefused() {
    String product = open("bureau-east").registerReport();
    BureauSite other = open("bureau-south");

    assertRefused(
        other.post("/v1/tariffs", tariff(line("one", product, "ALL", 50))), 404, "PRODUCT_UNKNOWN");
  }

  @Test
  void listTariffs_ofNobody_isUnknown() {
    assertRefused(given().get("/v1/tariffs?bureau=bureau-nowhere"), 404, "TARIFF_UNKNOWN");
    assertThat(given().get("/v1/tariffs").statusCode()).isEqualTo(422);
  }

  private void assertDenied(Response refused, String code, String ruleId, String step) {
    assertRefused(refused, 422, code);
    assertThat(refused.jsonPath().getString("ruleId")).isEqualTo(ruleId);
    Event denial = logged(refused.jsonPath().getString("auditEventId"));
    assertThat(denial.type().shortName()).isEqualTo("data.denied");
    assertThat(denial.data().getString("step")).isEqualTo(step);
    assertThat(denial.data().getString("code")).isEqualTo(code);
    assertThat(strings(denial.data().getArray("ruleIds"))).containsExactly(ruleId);
  }
}
