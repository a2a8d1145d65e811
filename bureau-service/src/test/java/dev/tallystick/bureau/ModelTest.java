package dev.tallystick.bureau;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.bureau.market.MovableClock;
import dev.tallystick.events.Event;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.ModelActivated;
import dev.tallystick.events.type.SettlementIssued;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.party.account.BilledMonth;
import dev.tallystick.tlog.Hash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Models that somebody brings: what they may look at, who lets them run, and what they earn. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ModelTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final String ID = "basket_score-2";
  private static final String FIRST = "first-account";
  private static final String SECOND = "second-account";

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Inject DataSource database;

  /** Made by {@code tallystick scorecard fit} of loans that a program made up. */
  private static String file(String name) {
    try (InputStream in =
        Objects.requireNonNull(ModelTest.class.getResourceAsStream("model/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String scorecard() {
    return file("basket_score-2.json");
  }

  private static String cases() {
    return file("basket_score-2.cases.json");
  }

  private static Response post(
      String role, String party, String account, String path, JsonObject body) {
    return given()
        .auth()
        .oauth2(
            Tokens.claims(role)
                .subject(account)
                .audience("bureau-service")
                .claim("party", party)
                .sign())
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/json")
        .body(CanonicalJson.text(body))
        .post(path);
  }

  private static Response file(String bureau, String scorecard, String cases) {
    return post("bureau", bureau, FIRST, "/v1/models", request(bureau, scorecard, cases));
  }

  private static JsonObject request(String bureau, String scorecard, String cases) {
    return JsonObject.builder()
        .put("bureau", bureau)
        .put("scorecard", scorecard)
        .put("cases", cases)
        .build();
  }

  private static Response activate(String bureau, String account) {
    return post("bureau", bureau, account, "/v1/models/" + ID + "/activation", JsonObject.EMPTY);
  }

  private static void assertRefused(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
  }

  private static Response list(String role, String party, String bureau) {
    return given()
        .auth()
        .oauth2(Tokens.claims(role).audience("bureau-service").claim("party", party).sign())
        .get("/v1/models?bureau=" + bureau);
  }

  private static Response page(String bureau) {
    return given()
        .auth()
        .oauth2(
            Tokens.claims("lender").audience("bureau-service").claim("party", "bank-hill").sign())
        .get("/v1/models/" + ID + "/page?bureau=" + bureau);
  }

  private List<Event> logged(String type) {
    return market.log().entries(type).stream().map(ScriptedEvent::event).toList();
  }

  /** A platform's algorithm runs at the bureau, on records of others, and earns its share. */
  @Test
  void model_ofAPlatform_makesReportsInsideTheBureau_andEarnsItsShare() throws Exception {
    market.reset();
    BureauSite bureau = BureauSite.open(market, "bureau-host");
    Lender lender = Lender.open(market, "bank-host");
    MovableClock.pass(Duration.ofSeconds(11));
    market.deposit(
        "pay-south", "LOAN.PERFORMANCE", JsonObject.builder().put("overdueDays", 12).build());
    market.deposit(
        "mall-east", "SHOPPING.AGGREGATE", JsonObject.builder().put("returnRate", 8).build());

    Response filed =
        post(
            "platform",
            "mall-east",
            FIRST,
            "/v1/models",
            request("bureau-host", scorecard(), cases()));
    assertThat(filed.statusCode()).as(filed.asString()).isEqualTo(201);
    assertThat(filed.jsonPath().getString("state")).isEqualTo("FILED");
    assertThat(filed.jsonPath().getLong("fit.auc")).isGreaterThan(7_500);
    Response active = activate("bureau-host", SECOND);
    assertThat(active.statusCode()).as(active.asString()).isEqualTo(200);
    ModelActivated said = activated("bureau-host");
    assertThat(said.owner()).isEqualTo("mall-east");
    assertThat(said.model().manifest())
        .isEqualTo(Hash.sha256(scorecard().getBytes(StandardCharsets.UTF_8)));

    String product = product(bureau);
    sellByTariff(bureau, product);
    BilledMonth month = BilledMonth.at(new MovableClock().instant(), SHANGHAI);
    String subject = lender.drawSubject();
    Response bought = lender.buy(lender.sign("bureau-host", subject, product));
    assertThat(bought.statusCode()).as(bought.asString()).isEqualTo(200);

    JsonObject report =
        lender
            .open(market, BureauSite.json(bought), subject, "bureau-host")
            .payload()
            .report()
            .orElseThrow();
    assertThat(report.getString("model")).isEqualTo(ID);
    assertThat(report.getInteger("score")).isEqualTo(base() - 2 + 20);
    assertThat(report.getArray("reasons").items())
        .extracting(reason -> ((JsonObject) reason).getString("code"))
        .containsExactly("LOAN_OVERDUE_DAYS_3", "RETURN_RATE_2");
    DataReleased release =
        logged("data.released").stream()
            .map(event -> DataReleased.read(event.data()))
            .filter(each -> each.to().equals("bank-host"))
            .findFirst()
            .orElseThrow();
    assertThat(release.modelOwner()).contains("mall-east");
    assertThat(release.model().orElseThrow().name()).isEqualTo("basket_score");

    Instant now = new MovableClock().instant();
    MovableClock.pass(Duration.between(now, month.end()).plusMinutes(2));
    Awaiting.until("its share is settled", () -> settledTo("mall-east").size() == 1);
    SettlementIssued settled = settledTo("mall-east").get(0);
    assertThat(settled.lines().get(0).models()).isEqualTo(1);
    assertThat(settled.lines().get(0).modelAmount()).isEqualTo(7);
    assertThat(settled.lines().get(0).sourceAmount()).isZero();
  }

  private ModelActivated activated(String bureau) {
    return logged("model.activated").stream()
        .map(event -> ModelActivated.read(event.data()))
        .filter(said -> said.party().equals(bureau))
        .findFirst()
        .orElseThrow();
  }

  private static long base() {
    try {
      JsonObject card =
          (JsonObject) CanonicalJson.parse(scorecard().getBytes(StandardCharsets.UTF_8));
      return card.getObject("scale").getInteger("base");
    } catch (dev.tallystick.events.json.MalformedJsonException e) {
      throw new AssertionError(e);
    }
  }

  private static String product(BureauSite bureau) {
    Response product =
        bureau.post(
            "/v1/products",
            BureauSite.report(List.of("LOAN.PERFORMANCE"))
                .put(
                    "model",
                    JsonObject.builder().put("name", "basket_score").put("version", "2").build())
                .build());
    assertThat(product.statusCode()).as(product.asString()).isEqualTo(201);
    assertThat(product.jsonPath().getString("modelOwner")).isEqualTo("mall-east");
    return product.jsonPath().getString("product");
  }

  private void sellByTariff(BureauSite bureau, String product) {
    JsonObject line =
        JsonObject.builder()
            .put("line", "basket")
            .put("payer", "RECIPIENT")
            .put("product", product)
            .put("userClass", "SMALL")
            .put("amount", 100)
            .put("modelShare", 700)
            .build();
    Response tariff =
        bureau.post(
            "/v1/tariffs",
            JsonObject.builder()
                .put("currency", "CNY")
                .put("lines", JsonArray.of(List.of(line)))
                .build());
    assertThat(tariff.statusCode()).as(tariff.asString()).isEqualTo(201);
    market.tariff(tariff.jsonPath().getString("tariff"), "basket");
  }

  private List<SettlementIssued> settledTo(String platform) {
    return logged("settlement.issued").stream()
        .map(event -> SettlementIssued.read(event.data()))
        .filter(each -> each.from().equals("bureau-host") && each.to().equals(platform))
        .toList();
  }

  /** A name on the list does not help who looks at something else under it. */
  @Test
  void r38_fileModel_thatLooksAtFriends_isRefusedAndLogged() {
    market.reset();
    BureauSite.open(market, "bureau-nosy");
    String friends =
        scorecard()
            .replace("\"category\":\"SHOPPING.AGGREGATE\"", "\"category\":\"SOCIAL.GRAPH\"")
            .replace("\"field\":\"returnRate\"", "\"field\":\"friendsInArrears\"");
    String home = scorecard().replace("\"name\":\"return rate\"", "\"name\":\"home province\"");

    for (String nosy : List.of(friends, home)) {
      Response refused = file("bureau-nosy", nosy, cases());

      assertRefused(refused, 422, "FACTOR_NOT_CREDIT_RELEVANT");
      assertThat(refused.jsonPath().getString("ruleId")).isEqualTo("R38");
      String denial = refused.jsonPath().getString("auditEventId");
      assertThat(logged("data.denied"))
          .filteredOn(event -> event.id().toString().equals(denial))
          .extracting(event -> event.data().getString("caller"))
          .containsExactly("bureau-nosy");
    }
    assertThat(list("bureau", "bureau-nosy", "bureau-nosy").jsonPath().getList("models")).isEmpty();
  }

  @Test
  void fileModel_whoseCaseComesOutOtherwise_isRefusedWithTheCase() {
    market.reset();
    BureauSite.open(market, "bureau-strict");
    String other = scorecard().replaceFirst("\"points\":56", "\"points\":55");

    Response refused = file("bureau-strict", other, cases());

    assertRefused(refused, 422, "MODEL_TEST_FAILED");
    assertThat(refused.jsonPath().getLong("case.number")).isEqualTo(2);
    String onlyOne =
        "{\"cases\":[{\"name\":\"nothing is known\",\"score\":" + missingScore() + "}]}";
    assertRefused(file("bureau-strict", scorecard(), onlyOne), 422, "MODEL_INVALID");
    assertRefused(file("bureau-strict", scorecard(), "{}"), 422, "MODEL_INVALID");
    assertRefused(file("bureau-strict", "{}", cases()), 422, "MODEL_INVALID");
    String unreached = scorecard().replaceFirst("\"below\":11", "\"below\":4");
    assertRefused(file("bureau-strict", unreached, cases()), 422, "MODEL_INVALID");
    String endless =
        scorecard().replaceFirst("\"missing\":\\{\"points\":0", "\"missing\":{\"points\":100001");
    assertThat(endless).isNotEqualTo(scorecard());
    assertRefused(file("bureau-strict", endless, cases()), 422, "MODEL_INVALID");
  }

  private static long missingScore() {
    return Long.parseLong(cases().replaceFirst("(?s).*?\"score\":(\\d+).*", "$1"));
  }

  @Test
  void model_isActivatedByASecondAccountAlone_andUsedOnlyThen() {
    market.reset();
    BureauSite bureau = BureauSite.open(market, "bureau-two");
    assertThat(file("bureau-two", scorecard(), cases()).statusCode()).isEqualTo(201);
    assertRefused(file("bureau-two", scorecard(), cases()), 409, "MODEL_EXISTS");
    JsonObject product =
        BureauSite.report(List.of("LOAN.PERFORMANCE"))
            .put(
                "model",
                JsonObject.builder().put("name", "basket_score").put("version", "2").build())
            .build();

    assertRefused(activate("bureau-two", FIRST), 403, "MODEL_NEEDS_SECOND_ACCOUNT");
    assertRefused(bureau.post("/v1/products", product), 422, "MODEL_UNKNOWN");
    assertThat(activate("bureau-two", SECOND).jsonPath().getString("state")).isEqualTo("ACTIVE");

    assertThat(activate("bureau-two", FIRST).statusCode()).as("it is done").isEqualTo(200);
    assertThat(bureau.post("/v1/products", product).statusCode()).isEqualTo(201);
    assertThat(logged("model.activated"))
        .filteredOn(event -> event.data().getString("party").equals("bureau-two"))
        .hasSize(1);
  }

  /** The process has stopped after it had noted the entry, and before the log could have it. */
  @Test
  void activation_thatACrashHasLeftBehind_isDoneByTheNextOne() {
    market.reset();
    BureauSite.open(market, "bureau-stopped");
    assertThat(file("bureau-stopped", scorecard(), cases()).statusCode()).isEqualTo(201);
    int noted =
        new Rows(database, "bureau-stopped")
            .update("update filed_model set event_id = '019c1314-065e-7570-b557-df5dc7722888'");
    assertThat(noted).isEqualTo(1);

    Response activated = activate("bureau-stopped", SECOND);

    assertThat(activated.jsonPath().getString("state")).isEqualTo("ACTIVE");
  }

  @Test
  void model_ofAnotherBureau_isOutOfReach() {
    market.reset();
    BureauSite.open(market, "bureau-mine");
    BureauSite.open(market, "bureau-else");
    assertThat(file("bureau-mine", scorecard(), cases()).statusCode()).isEqualTo(201);

    assertRefused(activate("bureau-else", SECOND), 404, "MODEL_NOT_FILED");
    assertThat(list("bureau", "bureau-else", "bureau-mine").jsonPath().getList("models")).isEmpty();
    assertThat(list("lender", "bank-hill", "bureau-mine").jsonPath().getList("models")).isEmpty();
    assertRefused(page("bureau-mine"), 404, "MODEL_NOT_FILED");
    assertRefused(
        post(
            "bureau",
            "bureau-else",
            FIRST,
            "/v1/models",
            request("bureau-mine", scorecard(), cases())),
        404,
        "BUREAU_UNKNOWN");

    assertThat(activate("bureau-mine", SECOND).statusCode()).isEqualTo(200);
    Response page = page("bureau-mine");
    assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
    assertThat(page.asString())
        .contains("basket_score-2", "0.8043", "Expected to go wrong", "387 to 489")
        .doesNotContain("LOAN_OVERDUE_DAYS_2", "<script");
    Response seen = list("lender", "bank-hill", "bureau-mine");
    assertThat(seen.jsonPath().getList("models.model")).containsExactly(ID);
    assertThat(seen.asString()).as("its points are nobody else's").doesNotContain("points");
  }
}
