package dev.tallystick.bureau;

import static dev.tallystick.bureau.InquiryTest.assertRefused;
import static dev.tallystick.bureau.InquiryTest.strings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.bureau.market.MovableClock;
import dev.tallystick.events.Event;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.RefusedWrites;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.producer.EventFactory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * What a stop leaves at each step, and what becomes of it: the row is put into the state that a
 * stopped process would have left.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class InquiryCrashTest {
  private static final String LEFT = "now() - interval '1 hour'";

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Inject DataSource database;

  /** A sold report, with the key and the statement that it was asked under. */
  private record Sold(Fair fair, String request, String key, String answer) {
    String event() {
      return field("eventId");
    }

    String field(String name) {
      return JsonPath.from(answer).getString(name);
    }

    Response again() {
      return fair.lender().buy(request, key);
    }
  }

  private Sold sell() {
    Fair fair = Fair.open(market);
    String request = fair.request();
    String key = UUID.randomUUID().toString();
    Response answer = fair.lender().buy(request, key);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    Sold sold = new Sold(fair, request, key, answer.asString());
    Awaiting.until("the answer has left", () -> state(sold).equals("SENT"));
    return sold;
  }

  private Rows rows() {
    return new Rows(database, "bureau-north");
  }

  private String state(Sold sold) {
    return rows().select("select state from inquiry where idempotency_key = ?", sold.key()).get(0);
  }

  private void leave(Sold sold, String assignments) {
    int changed =
        rows()
            .update("update inquiry set " + assignments + " where idempotency_key = ?", sold.key());
    assertThat(changed).isEqualTo(1);
  }

  @Test
  void started_isGivenUp_andTheKeyIsFreeAgain() {
    Sold sold = sell();
    leave(
        sold,
        "state = 'STARTED', parents = '{}', event_id = null, sealed_answer = null, claimed_until = "
            + LEFT);

    Awaiting.until("it is given up", () -> state(sold).equals("ABANDONED"));

    assertThat(destroyed(sold)).isEmpty();
    Response again = sold.again();
    assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
    assertThat(again.jsonPath().getString("eventId")).isNotEqualTo(sold.event());
  }

  @Test
  void inquiryThatFails_holdsUpNoOther() throws Exception {
    Sold first = sell();
    Sold behind = sell();
    RefusedWrites.during(
        "inquiry",
        "new.state = 'ABANDONED' and new.idempotency_key = '" + first.key() + "'",
        () -> {
          for (Sold sold : List.of(first, behind)) {
            leave(
                sold,
                "state = 'STARTED', parents = '{}', event_id = null, sealed_answer = null,"
                    + " claimed_until = "
                    + LEFT);
          }
          Awaiting.until("the one behind is given up", () -> state(behind).equals("ABANDONED"));
          Awaiting.until("the first was tried", () -> RefusedWrites.count() > 0);
          assertThat(state(first)).isEqualTo("STARTED");
        });
    Awaiting.until("the first too", () -> state(first).equals("ABANDONED"));
  }

  @Test
  void sourced_isGivenUp_andTheLogIsTold() {
    Sold sold = sell();
    leave(
        sold, "state = 'SOURCED', event_id = null, sealed_answer = null, claimed_until = " + LEFT);

    Awaiting.until("the destruction is logged", () -> destroyed(sold).size() == 1);

    assertThat(state(sold)).isEqualTo("ABANDONED");
    Event told = destroyed(sold).get(0);
    assertThat(told.data().getString("reason")).isEqualTo("TERM_ENDED");
    assertThat(strings(told.data().getArray("releases"))).hasSize(2);
  }

  @Test
  void intent_thatTheLogHas_isAnsweredWhenAskedAgain() {
    Fair fair = Fair.open(market);
    market.log().faults().loseAnswers(50);
    String request = fair.request();
    String key = UUID.randomUUID().toString();

    Response lost = fair.lender().buy(request, key);
    market.log().faults().loseAnswers(0);

    assertRefused(lost, 503, "AUDIT_UNAVAILABLE");
    rows().update("update inquiry set claimed_until = " + LEFT + " where idempotency_key = ?", key);
    Awaiting.until(
        "the log was asked",
        () ->
            rows()
                .select("select state from inquiry where idempotency_key = ?", key)
                .get(0)
                .equals("LOGGED"));
    Response again = fair.lender().buy(request, key);
    assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
    assertThat(releases(fair).stream().map(event -> event.id().toString()))
        .contains(again.jsonPath().getString("eventId"));
  }

  @Test
  void intent_thatTheLogDoesNotHave_isGivenUpOnceTheDecisionHasEnded() {
    Sold sold = sell();
    String never =
        new EventFactory(new MovableClock(), new SecureRandom(), "bureau-service")
            .drawId()
            .toString();
    leave(
        sold,
        "state = 'INTENT', logged_at = null, event_id = '"
            + never
            + "', not_after = now() + interval '1 day', claimed_until = "
            + LEFT);
    awaitRounds();
    assertThat(state(sold)).as("while the decision holds").isEqualTo("INTENT");

    leave(sold, "not_after = " + LEFT);

    Awaiting.until("it is given up", () -> state(sold).equals("ABANDONED"));
    Awaiting.until("the destruction is logged", () -> destroyed(sold).size() == 1);
  }

  /** The lender has found it in its list before the bureau knows that it is logged. */
  @Test
  void intent_thatIsAcknowledged_isReceived() throws Exception {
    Sold sold = sell();
    leave(sold, "state = 'INTENT', logged_at = null, claimed_until = now() + interval '1 hour'");

    acknowledge(sold);

    Awaiting.until("the answer is gone", () -> sealed(sold).isEmpty());
    assertThat(state(sold)).isEqualTo("RECEIVED");
    assertRefused(sold.again(), 409, "RELEASE_LAPSED");
  }

  /** Its releases are owed a receipt, and nobody else knows of them. */
  @Test
  void releasesThatCannotBeNoted_areNotForgottenWhileTheDatabaseIsAway() throws Exception {
    Fair fair = Fair.open(market);
    String request = fair.request();
    FutureTask<Response> answer =
        new FutureTask<>(() -> fair.lender().buy(request, UUID.randomUUID().toString()));

    RefusedWrites.during(
        "inquiry",
        "new.state = 'INTENT'",
        () -> {
          new Thread(answer, "buyer").start();
          Awaiting.until("it is tried again and again", () -> RefusedWrites.count() >= 2);
          assertThat(answer.isDone()).isFalse();
          assertThat(steps(fair)).as("what the log has seen").doesNotContain("RELEASE_2");
        });

    assertThat(answer.get().statusCode()).as(answer.get().asString()).isEqualTo(200);
  }

  /** The releases and the intent are one commit: half of it is nothing. */
  @Test
  void intentWithoutWhatIsOwed_isNone() throws Exception {
    Fair fair = Fair.open(market);
    String request = fair.request();
    String key = UUID.randomUUID().toString();
    FutureTask<Response> answer = new FutureTask<>(() -> fair.lender().buy(request, key));

    RefusedWrites.during(
        "acknowledgement",
        "true",
        () -> {
          new Thread(answer, "buyer").start();
          Awaiting.until("it is tried again and again", () -> RefusedWrites.count() >= 2);
          assertThat(rows().select("select state from inquiry where idempotency_key = ?", key))
              .containsExactly("STARTED");
          assertThat(steps(fair)).as("what the log has seen").doesNotContain("RELEASE_2");
        });

    assertThat(answer.get().statusCode()).as(answer.get().asString()).isEqualTo(200);
  }

  /** Releases that a refusal makes useless are owed a receipt as well. */
  @Test
  void refusalThatCannotBeNoted_isTriedUntilItsReleasesAre() throws Exception {
    Fair fair = Fair.open(market);
    market.permitNext();
    market.denyNext("CONSENT_WITHDRAWN", "R24");
    String request = fair.request();
    FutureTask<Response> answer =
        new FutureTask<>(() -> fair.lender().buy(request, UUID.randomUUID().toString()));

    RefusedWrites.during(
        "inquiry",
        "new.state = 'REFUSED'",
        () -> {
          new Thread(answer, "buyer").start();
          Awaiting.until("it is tried again and again", () -> RefusedWrites.count() >= 2);
          assertThat(answer.isDone()).isFalse();
        });

    assertRefused(answer.get(), 403, "CONSENT_WITHDRAWN");
    List<String> parents = releases(fair).stream().map(event -> event.id().toString()).toList();
    Awaiting.until(
        "the releases are acknowledged",
        () ->
            market.acknowledged().stream()
                .map(said -> said.release())
                .toList()
                .containsAll(parents));
    Awaiting.until("the destruction is logged", () -> about("data.destroyed", fair).size() == 1);
  }

  /** The process, or the database, stops after the answer has left and before that is noted. */
  @Test
  void lastCommitThatIsLost_isRestoredByTheReceipt() {
    Sold sold = sell();
    String recorded =
        rows().select("select logged_at from inquiry where idempotency_key = ?", sold.key()).get(0);
    leave(sold, "state = 'INTENT', logged_at = null, attempts = 0, claimed_until = " + LEFT);

    Awaiting.until("the log was asked", () -> state(sold).equals("LOGGED"));

    assertThat(rows().select("select logged_at from inquiry where idempotency_key = ?", sold.key()))
        .containsExactly(recorded);
    MovableClock.pass(Duration.ofSeconds(61));
    Awaiting.until("nobody knows that it was sent", () -> undelivered(sold).size() == 1);
    assertThat(undelivered(sold).get(0).data().getString("reason")).isEqualTo("RESTARTED");
  }

  /** Until then the lender gets the same report all the same, and proof of the same entry. */
  @Test
  void answerWhoseRowStillIsAnIntent_isTheSameAgain() throws Exception {
    Sold sold = sell();
    leave(
        sold,
        "state = 'INTENT', logged_at = null, attempts = 0, claimed_until = now() + interval '1 hour'");
    // The log goes on meanwhile.
    sold.fair().lender().buy(sold.fair().request()).then().statusCode(200);
    int asked = market.questions().size();

    Response again = sold.again();

    assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
    for (String name : List.of("eventId", "jwe", "payloadDigest", "release", "index")) {
      assertThat(JsonPath.from(again.asString()).getString(name))
          .as(name)
          .isEqualTo(sold.field(name));
    }
    sold.fair()
        .lender()
        .open(market, BureauSite.json(again), sold.fair().subject(), sold.fair().bureau().id());
    assertThat(market.questions()).hasSize(asked);
    Awaiting.until("it is sent", () -> state(sold).equals("SENT"));
  }

  @Test
  void answerWhoseRowStillIsAnIntent_isNoneWhileTheLogDoesNotHaveIt() {
    Sold sold = sell();
    String never =
        new EventFactory(new MovableClock(), new SecureRandom(), "bureau-service")
            .drawId()
            .toString();
    leave(
        sold,
        "state = 'INTENT', logged_at = null, claimed_until = now() + interval '1 hour', event_id = '"
            + never
            + "'");

    assertRefused(sold.again(), 409, "IDEMPOTENCY_KEY_IN_USE");
  }

  @Test
  void sameAnswer_whileTheLogIsAway_isForLater() {
    Sold sold = sell();
    market.log().faults().goAway(true);

    Response away = sold.again();
    market.log().faults().goAway(false);

    assertRefused(away, 503, "AUDIT_UNAVAILABLE");
    assertThat(sold.again().statusCode()).isEqualTo(200);
  }

  @Test
  void logged_andNotSent_isReportedUndelivered_andTheFeeReversed() {
    Sold sold = sell();
    String charge = market.chargeKey(market.questions().get(0));
    long before = market.log().guard(charge);
    leave(sold, "state = 'LOGGED', attempts = 2");
    MovableClock.pass(Duration.ofSeconds(61));

    Awaiting.until("the fee is reversed", () -> reversed(sold).size() == 1);

    Event undelivered = undelivered(sold).get(0);
    assertThat(undelivered.data().getString("reason")).isEqualTo("NO_ANSWER");
    assertThat(undelivered.data().getInteger("attempts")).isEqualTo(2);
    JsonObject reversal = reversed(sold).get(0).data();
    assertThat(reversal.getString("reason")).isEqualTo("UNDELIVERED");
    assertThat(reversal.getString("cause")).isEqualTo(undelivered.id().toString());
    assertThat(reversal.getObject("fee").getInteger("amount")).isEqualTo(100);
    assertThat(market.log().guard(charge)).isEqualTo(before + 1);
    assertRefused(sold.again(), 409, "RELEASE_LAPSED");
    assertThat(sealed(sold)).isEmpty();
  }

  @Test
  void logged_whileTheLogIsAway_isReportedWhenItIsBack() {
    Sold sold = sell();
    leave(sold, "state = 'LOGGED', attempts = 0");
    market.log().faults().goAway(true);
    MovableClock.pass(Duration.ofSeconds(61));
    awaitRounds();
    assertThat(state(sold)).as("the log may know that it was received").isEqualTo("LOGGED");
    MovableClock.pass(Duration.ofSeconds(90));

    market.log().faults().goAway(false);

    Awaiting.until("the fee is reversed", () -> reversed(sold).size() == 1);
    assertThat(undelivered(sold).get(0).data().getString("reason")).isEqualTo("RESTARTED");
  }

  @Test
  void sent_isNotReported_andItsAnswerGoesAfterTenMinutes() {
    Sold sold = sell();
    MovableClock.pass(Duration.ofSeconds(61));
    awaitRounds();
    assertThat(undelivered(sold)).isEmpty();
    assertThat(sealed(sold)).hasSize(1);

    MovableClock.pass(Duration.ofMinutes(10));

    Awaiting.until("the answer is gone", () -> sealed(sold).isEmpty());
  }

  @Test
  void sent_andAcknowledged_theAnswerGoesAtOnce() throws Exception {
    Sold sold = sell();

    acknowledge(sold);

    Awaiting.until("the answer is gone", () -> sealed(sold).isEmpty());
    assertThat(state(sold)).isEqualTo("RECEIVED");
    assertRefused(sold.again(), 409, "RELEASE_LAPSED");
  }

  /**
   * A crash of the database, and of nothing else, takes back that the answer left and that it was
   * received: two commits that nobody has waited for.
   */
  @Test
  void receiptThatACrashHasTakenBack_isReadAgain_andIsNotToldAsUndelivered() throws Exception {
    Sold sold = sell();
    Awaiting.until("the log is followed", () -> !cursor().isEmpty());
    long cursor = Long.parseLong(cursor().get(0));
    acknowledge(sold);
    Awaiting.until("it is received", () -> state(sold).equals("RECEIVED"));

    rows().update("update received_position set log_index = ?", cursor);
    leave(sold, "state = 'INTENT', logged_at = null, attempts = 0, claimed_until = " + LEFT);

    Awaiting.until("the log was asked", () -> state(sold).equals("LOGGED"));
    MovableClock.pass(Duration.ofSeconds(61));
    Awaiting.until("it is received again", () -> state(sold).equals("RECEIVED"));
    awaitRounds();
    assertThat(undelivered(sold)).isEmpty();
    assertThat(reversed(sold)).isEmpty();
  }

  private List<String> cursor() {
    return rows().select("select log_index from received_position");
  }

  private void acknowledge(Sold sold) throws Exception {
    Event release =
        releases(sold.fair()).stream()
            .filter(event -> event.id().toString().equals(sold.event()))
            .findFirst()
            .orElseThrow();
    EventFactory audit = new EventFactory(new MovableClock(), new SecureRandom(), "audit-service");
    JsonObject data =
        JsonObject.builder()
            .put("release", sold.event())
            .put("releaseIndex", 1)
            .put("releaseEntry", "0".repeat(64))
            .put("from", "bureau-north")
            .put("to", "bank-riverside")
            .put("payloadDigest", release.data().getString("payloadDigest"))
            .put("checkpointSize", 10)
            .put("checkpointRoot", "0".repeat(64))
            .put("receivedAt", "2026-03-02T01:20:00.000Z")
            .put("receiverSignature", release.data().getString("request"))
            .build();

    market
        .log()
        .append(
            audit.create(
                "data.received", release.subject(), data, Optional.empty(), Map.of(), List.of()));
  }

  /** Waits until the background has come by: it deletes what nobody needs any more. */
  private void awaitRounds() {
    for (int round = 0; round < 2; round++) {
      String jti = UUID.randomUUID().toString();
      rows()
          .update(
              "insert into seen_statement (bureau_id, issuer, jti, attempt_key, forget_at) values ('bureau-north', 'nobody', ?, 'k', "
                  + LEFT
                  + ")",
              jti);
      Awaiting.until(
          "a round of the background",
          () -> rows().select("select jti from seen_statement where jti = ?", jti).isEmpty());
    }
  }

  private List<String> sealed(Sold sold) {
    return rows()
        .select(
            "select 'sealed' from inquiry where idempotency_key = ? and sealed_answer is not null",
            sold.key());
  }

  private List<String> steps(Fair fair) {
    return releases(fair).stream().map(event -> event.data().getString("step")).toList();
  }

  private List<Event> releases(Fair fair) {
    return about("data.released", fair);
  }

  private List<Event> destroyed(Sold sold) {
    return about("data.destroyed", sold.fair());
  }

  private List<Event> undelivered(Sold sold) {
    return about("data.undelivered", sold.fair());
  }

  private List<Event> reversed(Sold sold) {
    return about("fee.reversed", sold.fair());
  }

  private List<Event> about(String type, Fair fair) {
    return market.log().entries(type).stream()
        .map(ScriptedEvent::event)
        .filter(event -> event.subject().orElse("").equals(fair.subject()))
        .toList();
  }
}
