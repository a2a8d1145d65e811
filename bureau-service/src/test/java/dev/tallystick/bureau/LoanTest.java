package dev.tallystick.bureau;

import static dev.tallystick.bureau.InquiryTest.assertRefused;
import static dev.tallystick.bureau.InquiryTest.strings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.bureau.market.MovableClock;
import dev.tallystick.events.Event;
import dev.tallystick.events.GuardVersion;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.producer.EventFactory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A loan is open from its entry in the log to the one that closes it (R27). */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class LoanTest {
  private static final String OPENED = "loan.opened";
  private static final String CLOSED = "loan.closed";
  private static final String OF_NORTH = "bureau=bureau-north";

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Inject DataSource database;

  @Test
  void open_isLoggedOnTheConsentAsItStood_andListed() {
    BoughtScene scene = BoughtScene.open(market);

    Response answer = scene.openLoan(scene.loan());

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    String loan = answer.jsonPath().getString("loan");
    assertThat(answer.jsonPath().getString("state")).isEqualTo("OPEN");
    Event opened = scene.entries(OPENED).get(0);
    assertThat(opened.id()).hasToString(answer.jsonPath().getString("eventId"));
    assertThat(opened.data().getString("loan")).isEqualTo(loan);
    assertThat(opened.data().getString("lender")).isEqualTo("bank-riverside");
    assertThat(strings(opened.data().getArray("releases")))
        .containsExactly(scene.sale().id().toString());
    assertThat(opened.stub().guards())
        .containsExactlyInAnyOrder(
            new GuardVersion("loan/" + loan, 0), new GuardVersion("consent/" + scene.consent(), 0));
    assertThat(opened.stub().advances()).containsExactly("loan/" + loan);
    assertThat(BoughtScene.loans(scene.fair().lender(), OF_NORTH)).contains(loan);
  }

  @Test
  void list_showsALenderItsOwnLoansOnly_fromTheCursorOn() {
    BoughtScene scene = BoughtScene.open(market);
    String first = scene.openLoan(scene.loan()).jsonPath().getString("loan");
    String second =
        scene.openLoan(BoughtScene.with(scene.loan(), "kind", "LINE")).jsonPath().getString("loan");
    Lender other = Lender.open(market, "bank-willow");

    List<String> all = BoughtScene.loans(scene.fair().lender(), OF_NORTH);
    assertThat(all).containsSubsequence(first, second);
    assertThat(BoughtScene.loans(scene.fair().lender(), OF_NORTH + "&cursor=" + first))
        .contains(second)
        .doesNotContain(first);
    assertThat(BoughtScene.loans(scene.fair().lender(), "bureau=bureau-south")).isEmpty();
    assertThat(BoughtScene.loans(other, OF_NORTH)).isEmpty();
  }

  @Test
  void close_isLogged_andForgetsThePerson() {
    BoughtScene scene = BoughtScene.open(market);
    String loan = scene.openLoan(scene.loan()).jsonPath().getString("loan");
    Rows rows = new Rows(database, "bureau-north");
    String subject = "select subject from loan where loan_id = ?";
    assertThat(rows.select(subject, loan)).containsExactly(scene.fair().subject());

    Response answer = scene.close(loan, scene.closure("2026-02-01", "REPAID"));

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    assertThat(answer.jsonPath().getString("state")).isEqualTo("CLOSED");
    Event closed = scene.entries(CLOSED).get(0);
    assertThat(closed.id()).hasToString(answer.jsonPath().getString("closingEventId"));
    assertThat(closed.data().getString("loan")).isEqualTo(loan);
    assertThat(closed.data().getString("reason")).isEqualTo("REPAID");
    assertThat(closed.stub().advances()).containsExactly("loan/" + loan);
    assertThat(rows.select(subject, loan)).containsExactly((String) null);
    assertThat(BoughtScene.loans(scene.fair().lender(), OF_NORTH)).contains(loan);
  }

  @Test
  void close_again_isTheSameOrRefused() {
    BoughtScene scene = BoughtScene.open(market);
    String loan = scene.openLoan(scene.loan()).jsonPath().getString("loan");
    JsonObject repaid = scene.closure("2026-02-01", "REPAID");
    String first = scene.close(loan, repaid).jsonPath().getString("closingEventId");

    assertThat(scene.close(loan, repaid).jsonPath().getString("closingEventId")).isEqualTo(first);
    assertRefused(
        scene.close(loan, scene.closure("2026-02-01", "WRITTEN_OFF")), 409, "LOAN_CLOSED");
    assertThat(scene.entries(CLOSED)).hasSize(1);
  }

  @Test
  void close_aLoanOfAnothers_isUnknown() {
    BoughtScene scene = BoughtScene.open(market);
    String loan = scene.openLoan(scene.loan()).jsonPath().getString("loan");
    Lender other = Lender.open(market, "bank-willow");
    JsonObject closure = scene.closure("2026-02-01", "REPAID");

    assertRefused(
        BoughtScene.post(other, "/v1/loans/" + loan + "/closure", closure), 404, "LOAN_UNKNOWN");
    assertThat(scene.entries(CLOSED)).isEmpty();
  }

  @Test
  void days_thatCannotBe_areRefused() {
    BoughtScene scene = BoughtScene.open(market);
    String loan = scene.openLoan(scene.loan()).jsonPath().getString("loan");

    assertInvalid(
        scene.openLoan(BoughtScene.with(scene.loan(), "openedOn", "2999-01-01")), "openedOn");
    assertInvalid(scene.close(loan, scene.closure("2026-01-14", "REPAID")), "closedOn");
    assertInvalid(scene.close(loan, scene.closure("2999-01-01", "REPAID")), "closedOn");
    assertThat(scene.entries(OPENED)).hasSize(1);
    assertThat(scene.entries(CLOSED)).isEmpty();
  }

  /** A lender may be ahead of the bureau's clock: both acts go by the latest day anywhere. */
  @Test
  void days_areThoseOfALenderAnywhere() {
    BoughtScene scene = BoughtScene.open(market);
    LocalDate latest = LocalDate.ofInstant(new MovableClock().instant(), ZoneOffset.ofHours(14));
    String loan = scene.openLoan(scene.loan()).jsonPath().getString("loan");

    // Two days more: the last hour of a day may pass in between.
    assertInvalid(openedOn(scene, latest.plusDays(33)), "openedOn");
    assertThat(openedOn(scene, latest.plusDays(31)).statusCode()).isEqualTo(201);
    assertInvalid(
        scene.close(loan, scene.closure(latest.plusDays(2).toString(), "REPAID")), "closedOn");
    assertThat(scene.close(loan, scene.closure(latest.toString(), "REPAID")).statusCode())
        .isEqualTo(201);
  }

  private static Response openedOn(BoughtScene scene, LocalDate day) {
    return scene.openLoan(BoughtScene.with(scene.loan(), "openedOn", day.toString()));
  }

  @Test
  void open_byAnothersReport_orUnderAnotherConsent_isRefused() {
    BoughtScene scene = BoughtScene.open(market);
    Lender other = Lender.open(market, "bank-willow");
    JsonObject elsewhere =
        BoughtScene.with(scene.loan(), "consent", "con_019c1322-ef49-7009-9668-55dd356b299e");

    assertRefused(BoughtScene.post(other, "/v1/loans", scene.loan()), 404, "REPORT_UNKNOWN");
    assertInvalid(scene.openLoan(elsewhere), "consent");
    assertThat(scene.entries(OPENED)).isEmpty();
  }

  @Test
  void open_afterThePersonHasWithdrawn_isRefusedAndNotListed() {
    BoughtScene scene = BoughtScene.open(market);
    withdraw(scene);
    List<String> before = BoughtScene.loans(scene.fair().lender(), OF_NORTH);

    Response refused = scene.openLoan(scene.loan());

    assertRefused(refused, 409, "GUARD_MOVED");
    assertThat(scene.entries(OPENED)).isEmpty();
    assertThat(BoughtScene.loans(scene.fair().lender(), OF_NORTH)).isEqualTo(before);
  }

  @Test
  void openAndClose_whoseAnswersTheLogLost_happenOnce() {
    BoughtScene scene = BoughtScene.open(market);
    String opened = lost("/v1/loans", scene, scene.loan()).jsonPath().getString("loan");

    Response closed =
        lost("/v1/loans/" + opened + "/closure", scene, scene.closure("2026-02-01", "TRANSFERRED"));

    assertThat(closed.jsonPath().getString("state")).isEqualTo("CLOSED");
    assertThat(scene.entries(OPENED)).hasSize(1);
    assertThat(scene.entries(CLOSED)).hasSize(1);
  }

  /** The log takes it and its answer is lost; the same request is sent again. */
  private Response lost(String path, BoughtScene scene, JsonObject body) {
    String key = UUID.randomUUID().toString();
    market.log().faults().loseAnswers(50);
    Response unknown = BoughtScene.post(scene.fair().lender(), path, body, key);
    market.log().faults().loseAnswers(0);
    assertRefused(unknown, 503, "AUDIT_UNAVAILABLE");
    Response again = BoughtScene.post(scene.fair().lender(), path, body, key);
    assertThat(again.statusCode()).as(again.asString()).isEqualTo(201);
    return again;
  }

  private static void assertInvalid(Response refused, String field) {
    assertRefused(refused, 422, "LOAN_INVALID");
    assertThat(refused.jsonPath().getString("field")).isEqualTo(field);
  }

  private void withdraw(BoughtScene scene) {
    MovableClock clock = new MovableClock();
    EventFactory events = new EventFactory(clock, new SecureRandom(), "consent-service");
    JsonObject data =
        JsonObject.builder()
            .put("consent", scene.consent())
            .put("version", 1)
            .put("kind", "QUERY")
            .put("discloser", "bureau-north")
            .put("recipient", "bank-riverside")
            .put("stoppedAt", "2026-01-15T00:00:00.000Z")
            .put("by", "SELF")
            .build();
    try {
      market
          .log()
          .append(
              events.create(
                  "consent.withdrawn",
                  Optional.of(scene.fair().subject()),
                  data,
                  Optional.empty(),
                  Map.of(),
                  List.of()));
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
  }
}
