package dev.tallystick.consent.stop;

import static dev.tallystick.consent.Questions.ask;
import static dev.tallystick.consent.World.created;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Questions;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person stops holds, with the log and without it. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class PublishStopTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  @Inject DataSource database;
  private World world;
  private Questions questions;
  private final String person = World.person();
  private final String me = Tokens.citizen(person);
  private final String other = World.person();

  @BeforeEach
  void signUp() {
    world = World.in(log);
    questions = new Questions(world);
  }

  @AfterEach
  void comeBack() {
    log.faults().goAway(false);
    log.faults().stallFeed(false);
  }

  @Test
  void withdrawal_isInForceForTheNextDecision() {
    String consent = Agreed.provide(world.mall, world.bureau).give(person);
    assertThat(ask(questions.release1(person)).path("outcome").toString()).isEqualTo("PERMIT");

    created(withdraw(consent));

    Response answer = ask(questions.release1(person));
    assertThat(answer.path("code").toString()).isEqualTo("CONSENT_WITHDRAWN");
  }

  @Test
  void withdrawal_whileTheLogIsAway_comesBeforeAnyPermit() {
    String consent = Agreed.provide(world.mall, world.bureau).give(person);
    Agreed.provide(world.mall, world.bureau).give(other);
    log.faults().goAway(true);

    Response pending = withdraw(consent);
    Response again = withdraw(consent);

    assertThat(pending.statusCode()).isEqualTo(202);
    assertThat(pending.path("status").toString()).isEqualTo("PENDING");
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.path("eventId").toString()).isEqualTo(pending.path("eventId"));
    assertThat(ask(questions.release1(person)).statusCode())
        .as("neither permitted nor refused")
        .isEqualTo(503);
    assertThat(ask(questions.release1(other)).statusCode())
        .as("nobody's data leaves before the withdrawal is logged")
        .isEqualTo(503);

    log.faults().goAway(false);
    Response permitted = untilDecided(other);

    assertThat(permitted.path("outcome").toString()).isEqualTo("PERMIT");
    ScriptedEvent withdrawn = onlyEntry("consent.withdrawn", pending.path("eventId"));
    assertThat(ask(questions.release1(person)).path("code").toString())
        .isEqualTo("CONSENT_WITHDRAWN");
    Response later = withdraw(consent);
    assertThat(later.statusCode()).isEqualTo(200);
    assertThat((int) later.path("index")).isEqualTo((int) withdrawn.index());
  }

  /** A service that is killed while it waits for the feed must not hold up everybody for ever. */
  @Test
  void withdrawal_isSettledAsSoonAsItIsLogged_andNotWhenTheFeedHasBroughtIt() throws Exception {
    String consent = Agreed.provide(world.mall, world.bureau).give(person);
    log.faults().stallFeed(true);
    FutureTask<Response> answer = new FutureTask<>(() -> withdraw(consent));
    new Thread(answer, "withdrawal").start();

    await()
        .atMost(60, SECONDS)
        .pollInterval(20, MILLISECONDS)
        .failFast("answered, and still pending", () -> answer.isDone() && !isSettled(consent))
        .until(() -> isSettled(consent));

    assertThat(answer.isDone()).as("it waits for the feed").isFalse();
    log.faults().stallFeed(false);
    created(answer.get());
  }

  @Test
  void r17_stoppingWithoutAKey_stops_andLiftingOrGivingWithoutOneDoesNot() {
    String consent = Agreed.provide(world.mall, world.bureau).give(person);
    String path = "/v1/consents/" + consent + "/withdrawal";

    Response first = created(Api.postWithoutKey(me, path));
    Response again = Api.postWithoutKey(me, path);

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.path("eventId").toString()).isEqualTo(first.path("eventId"));
    created(Api.postWithoutKey(me, "/v1/me/freeze"));
    assertThat(Api.postWithoutKey(me, "/v1/me/freeze/lift").path("code").toString())
        .isEqualTo("IDEMPOTENCY_KEY_MISSING");
  }

  @Test
  void freeze_holdsUntilItIsLifted() {
    Agreed.provide(world.mall, world.bureau).give(person);

    Response first = created(Api.post(me, "/v1/me/freeze", JsonObject.EMPTY));
    Response again = Api.post(me, "/v1/me/freeze", JsonObject.EMPTY);

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.path("eventId").toString()).isEqualTo(first.path("eventId"));
    assertThat((int) again.path("index")).isEqualTo(first.path("index"));
    assertThat(ask(questions.release1(person)).path("code").toString()).isEqualTo("SUBJECT_FROZEN");
    Response told = Api.get(me, "/v1/me/freeze");
    assertThat(told.jsonPath().getBoolean("frozen")).isTrue();
    assertThat(told.jsonPath().getBoolean("pending")).isFalse();
    assertThat(told.path("eventId").toString()).isEqualTo(first.path("eventId"));
    created(Api.post(me, "/v1/me/freeze/lift", JsonObject.EMPTY));
    assertThat(Api.get(me, "/v1/me/freeze").jsonPath().getBoolean("frozen")).isFalse();
    assertThat(ask(questions.release1(person)).path("outcome").toString()).isEqualTo("PERMIT");
    Response nothing = Api.post(me, "/v1/me/freeze/lift", JsonObject.EMPTY);
    assertThat(nothing.path("code").toString()).isEqualTo("NOT_FROZEN");
    created(Api.post(me, "/v1/me/freeze", JsonObject.EMPTY));
  }

  @Test
  void freeze_whileTheLogIsAway_isLoggedOnceAfterwards() {
    Agreed.provide(world.mall, world.bureau).give(person);
    log.faults().goAway(true);

    Response pending =
        Api.post(me, "/v1/me/freeze", JsonObject.builder().put("reason", "IDENTITY_THEFT").build());
    Response again = Api.post(me, "/v1/me/freeze", JsonObject.EMPTY);

    assertThat(pending.statusCode()).isEqualTo(202);
    assertThat(again.path("eventId").toString()).isEqualTo(pending.path("eventId"));
    log.faults().goAway(false);
    Response decided = untilDecided(person);
    assertThat(decided.path("code").toString()).isEqualTo("SUBJECT_FROZEN");
    assertThat(onlyEntry("freeze.set", pending.path("eventId")).event().data().getString("reason"))
        .isEqualTo("IDENTITY_THEFT");
  }

  /** A clock that is ahead, set right before the second try. */
  @Test
  void withdrawal_whoseTimeTheLogRefuses_isSaidAnewAndHoldsMeanwhile() {
    String consent = Agreed.provide(world.mall, world.bureau).give(person);
    log.faults().refuseNext(422, AppendRefusedException.CLOCK_SKEW);

    Response pending = withdraw(consent);

    assertThat(pending.statusCode()).as("said anew later, or at once").isIn(201, 202);
    Response meanwhile = ask(questions.release1(person));
    assertThat(meanwhile.statusCode() == 503 || "CONSENT_WITHDRAWN".equals(meanwhile.path("code")))
        .as(meanwhile.asString())
        .isTrue();
    assertThat(untilDecided(person).path("code").toString()).isEqualTo("CONSENT_WITHDRAWN");
    onlyEntry("consent.withdrawn", pending.path("eventId"));
    assertThat(withdraw(consent).path("eventId").toString()).isEqualTo(pending.path("eventId"));
  }

  @Test
  void withdrawal_whoseAnswerIsLost_isLoggedOnce() {
    String consent = Agreed.provide(world.mall, world.bureau).give(person);
    log.faults().loseAnswers(1);

    Response answer = withdraw(consent);

    assertThat(answer.statusCode()).as("appended again, or found").isIn(201, 202);
    assertThat(untilDecided(person).path("code").toString()).isEqualTo("CONSENT_WITHDRAWN");
    onlyEntry("consent.withdrawn", answer.path("eventId"));
  }

  private boolean isSettled(String consent) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select log_index from local_stop where about = ?")) {
      select.setString(1, consent);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getObject(1) != null;
      }
    }
  }

  private Response withdraw(String consent) {
    return Api.post(me, "/v1/consents/" + consent + "/withdrawal", JsonObject.EMPTY);
  }

  /** Asks until the answer is not 503: each of those waits by itself, for seconds. */
  private Response untilDecided(String whom) {
    Response answer = ask(questions.release1(whom));
    for (int i = 0; i < 30 && answer.statusCode() == 503; i++) {
      answer = ask(questions.release1(whom));
    }
    return answer;
  }

  private ScriptedEvent onlyEntry(String type, String event) {
    List<ScriptedEvent> found =
        log.entries(type).stream()
            .filter(entry -> entry.event().id().toString().equals(event))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
