package dev.tallystick.bureau;

import static dev.tallystick.bureau.InquiryTest.assertRefused;
import static dev.tallystick.bureau.InquiryTest.strings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.bureau.market.MovableClock;
import dev.tallystick.events.Event;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.RefusedWrites;
import dev.tallystick.party.StopAnswer;
import dev.tallystick.party.TypedId;
import dev.tallystick.producer.EventFactory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Bureaus answer stop notices without anybody having to think of it, each once. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class AnswerStopNoticesTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Inject DataSource database;

  /** A report that was sold, and the key that it was asked for under. */
  private record Sold(Fair fair, String request, String key, List<String> parents) {}

  private Sold sell() {
    Fair fair = Fair.open(market);
    String request = fair.request();
    String key = UUID.randomUUID().toString();
    fair.lender().buy(request, key).then().statusCode(200);
    Awaiting.until("the answer has left", () -> state(key).equals("SENT"));
    Event release =
        market.log().entries("data.released").stream()
            .map(entry -> entry.event())
            .filter(event -> event.subject().equals(Optional.of(fair.subject())))
            .filter(event -> event.data().getString("to").equals("bank-riverside"))
            .findFirst()
            .orElseThrow();
    return new Sold(fair, request, key, strings(release.data().getArray("parents")));
  }

  private Rows rows() {
    return new Rows(database, "bureau-north");
  }

  private String state(String key) {
    return rows().select("select state from inquiry where idempotency_key = ?", key).get(0);
  }

  private boolean isKept(Sold sold) {
    return !rows()
        .select(
            "select 'kept' from inquiry where idempotency_key = ? and sealed_answer is not null",
            sold.key())
        .isEmpty();
  }

  /** Somebody is told in the log that a consent has ended; returns the notice's id. */
  private String tell(String source, String to, String subject, String release) {
    String notification = TypedId.draw("ntf", new MovableClock().millis(), RANDOM);
    EventFactory events = new EventFactory(new MovableClock(), RANDOM, source);
    JsonObject data =
        JsonObject.builder()
            .put("notification", notification)
            .put("from", "pay-south")
            .put("to", to)
            .put("release", release)
            .put("change", "WITHDRAWN")
            .put("cause", events.drawId().toString())
            .put("dueOn", "2027-01-01")
            .build();
    try {
      market
          .log()
          .append(
              events.create(
                  "downstream.notified",
                  Optional.of(subject),
                  data,
                  Optional.empty(),
                  Map.of(),
                  List.of()));
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
    return notification;
  }

  private List<StopAnswer> answers(String notification) {
    return market.stopAnswers().stream()
        .filter(answer -> answer.notification().equals(notification))
        .toList();
  }

  private boolean isQueued(String notification) {
    return !rows()
        .select("select 'queued' from stop_notice where notification = ?", notification)
        .isEmpty();
  }

  private void awaitAnswer(String notification) {
    Awaiting.until("the answer is taken", () -> !answers(notification).isEmpty());
    Awaiting.until("nothing is left to do", () -> !isQueued(notification));
  }

  @Test
  void noticeThatFails_holdsUpNoOther() throws Exception {
    Sold behind = sell();
    Sold sold = sell();
    RefusedWrites.during(
        "inquiry",
        "new.idempotency_key = '" + sold.key() + "'",
        () -> {
          String first =
              tell("consent-service", "bureau-north", sold.fair().subject(), sold.parents().get(0));
          String second =
              tell(
                  "consent-service",
                  "bureau-north",
                  behind.fair().subject(),
                  behind.parents().get(0));
          awaitAnswer(second);
          Awaiting.until("the first was tried", () -> RefusedWrites.count() > 0);
          assertThat(answers(first)).isEmpty();
        });
  }

  @Test
  void keptReport_isDeleted_andItIsSaid() {
    Sold sold = sell();
    assertThat(isKept(sold)).isTrue();

    String notice =
        tell("consent-service", "bureau-north", sold.fair().subject(), sold.parents().get(0));

    awaitAnswer(notice);
    assertThat(isKept(sold)).isFalse();
    StopAnswer answer = answers(notice).get(0);
    assertThat(answer.answer()).isEqualTo("DONE");
    assertThat(answer.claims().issuer()).isEqualTo("bureau-north");
    assertRefused(sold.fair().lender().buy(sold.request(), sold.key()), 409, "RELEASE_LAPSED");
  }

  @Test
  void reportOfOtherReleases_stays_andNothingWasHeld() {
    Sold sold = sell();
    EventFactory events = new EventFactory(new MovableClock(), RANDOM, "data-vault");

    String notice =
        tell("consent-service", "bureau-north", sold.fair().subject(), events.drawId().toString());

    awaitAnswer(notice);
    assertThat(answers(notice).get(0).answer()).isEqualTo("NOT_HELD");
    assertThat(isKept(sold)).isTrue();
  }

  @Test
  void noticesOfOthers_andToOthers_areNotAnswered() {
    Sold sold = sell();
    String subject = sold.fair().subject();
    String release = sold.parents().get(0);

    String ofTheVault = tell("data-vault", "bureau-north", subject, release);
    String toTheLender = tell("consent-service", "bank-riverside", subject, release);
    String last = tell("consent-service", "bureau-north", subject, release);

    awaitAnswer(last);
    assertThat(answers(ofTheVault)).isEmpty();
    assertThat(answers(toTheLender)).isEmpty();
  }

  @Test
  void answerThatIsRefusedOrLost_isGivenAgain_andTakenOnce() {
    Sold sold = sell();
    market.troubleStopAnswers(1, 1);

    String notice =
        tell("consent-service", "bureau-north", sold.fair().subject(), sold.parents().get(0));
    Awaiting.until("the answer is taken", () -> !answers(notice).isEmpty() || pass());
    Awaiting.until("nothing is left to do", () -> !isQueued(notice) || pass());

    assertThat(answers(notice)).hasSize(1);
    // What was deleted for a try that failed is still said at the one that did not.
    assertThat(answers(notice).get(0).answer()).isEqualTo("DONE");
  }

  @Test
  void reportThatIsBeingMade_isWaitedFor() {
    Sold sold = sell();
    // As if the process were about to find out whether the log has the release.
    rows()
        .update(
            "update inquiry set state = 'INTENT', logged_at = null, claimed_until = now() + interval"
                + " '1 day' where idempotency_key = ?",
            sold.key());
    String notice =
        tell("consent-service", "bureau-north", sold.fair().subject(), sold.parents().get(0));
    Awaiting.until("it is queued", () -> isQueued(notice));
    Awaiting.until(
        "it was looked at",
        () ->
            rows()
                    .select("select attempts from stop_notice where notification = ?", notice)
                    .equals(List.of("1"))
                || pass());
    assertThat(answers(notice)).isEmpty();
    assertThat(isKept(sold)).isTrue();

    rows()
        .update(
            "update inquiry set state = 'SENT', logged_at = ? where idempotency_key = ?",
            new MovableClock().instant().plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC),
            sold.key());
    Awaiting.until("it is answered", () -> !answers(notice).isEmpty() || pass());

    assertThat(isKept(sold)).isFalse();
    assertThat(answers(notice).get(0).answer()).isEqualTo("DONE");
  }

  @Test
  void noticeThatAStoppedProcessLeft_isAnswered() {
    Fair fair = Fair.open(market);
    String notice = TypedId.draw("ntf", new MovableClock().millis(), RANDOM);
    rows()
        .update(
            "insert into stop_notice (bureau_id, notification, release, subject, told_at, dropped,"
                + " next_try, attempts) values ('bureau-north', ?, 'any', ?, now(), true, now(), 1)",
            notice,
            fair.subject());

    awaitAnswer(notice);

    assertThat(answers(notice).get(0).answer()).isEqualTo("DONE");
    assertThat(rows().select("select log_index from stop_position")).hasSizeLessThan(2);
  }

  /** Lets the pause before the next try go by. */
  private static boolean pass() {
    MovableClock.pass(Duration.ofSeconds(5));
    return false;
  }
}
