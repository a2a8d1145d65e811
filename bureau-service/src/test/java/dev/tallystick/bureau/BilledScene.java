package dev.tallystick.bureau;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MovableClock;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.account.BilledMonth;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** A bureau, its lender, and the tariff line that sales are charged by. */
record BilledScene(BureauSite bureau, Lender lender, String product, String tariff) {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  Response asLender(String path) {
    return as("lender", lender.id(), path);
  }

  Response asBureau(String path) {
    return as("bureau", bureau.id(), path);
  }

  static Response as(String role, String party, String path) {
    return given()
        .auth()
        .oauth2(Tokens.claims(role).audience("bureau-service").claim("party", party).sign())
        .get(path);
  }

  static BilledScene open(Market market, String bureau, String bank) {
    market.reset();
    BureauSite site = BureauSite.open(market, bureau);
    Lender lender = Lender.open(market, bank);
    MovableClock.pass(Duration.ofSeconds(11));
    market.deposit(
        "pay-south", "LOAN.PERFORMANCE", JsonObject.builder().put("overdueDays", 12).build());
    market.deposit(
        "mall-east", "SHOPPING.AGGREGATE", JsonObject.builder().put("spendBand", 8).build());
    String product = site.registerReport();
    JsonObject line =
        JsonObject.builder()
            .put("line", "report-small")
            .put("payer", "RECIPIENT")
            .put("product", product)
            .put("userClass", "SMALL")
            .put("amount", 100)
            .put("sourceShare", 3_100)
            .build();
    Response tariff =
        site.post(
            "/v1/tariffs",
            JsonObject.builder()
                .put("currency", "CNY")
                .put("lines", JsonArray.of(List.of(line)))
                .build());
    assertThat(tariff.statusCode()).as(tariff.asString()).isEqualTo(201);
    assertThat(tariff.jsonPath().getInt("lines[0].sourceShare")).isEqualTo(3_100);
    String id = tariff.jsonPath().getString("tariff");
    market.tariff(id, "report-small");
    return new BilledScene(site, lender, product, id);
  }

  void buy(String subject) {
    lender.buy(lender.sign(bureau.id(), subject, product)).then().statusCode(200);
  }

  static BilledMonth thisMonth() {
    return BilledMonth.at(new MovableClock().instant(), SHANGHAI);
  }

  /** Not so near the end of a month that the month would end on the way. */
  static void awayFromTheMonthsEnd() {
    Instant end = thisMonth().end();
    if (Duration.between(new MovableClock().instant(), end).toHours() < 1) {
      MovableClock.pass(Duration.ofHours(2));
    }
  }

  static void endTheMonth() {
    Instant now = new MovableClock().instant();
    MovableClock.pass(Duration.between(now, thisMonth().end()).plusMinutes(2));
  }
}
