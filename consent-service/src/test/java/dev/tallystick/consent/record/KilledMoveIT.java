package dev.tallystick.consent.record;

import static dev.tallystick.consent.Questions.ask;
import static dev.tallystick.consent.World.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.ConsentProcess;
import dev.tallystick.consent.Organisation;
import dev.tallystick.consent.Questions;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.BoundRequests;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service is killed in the middle of a move. Started again it finishes the move, or
 * the move has never been: no person is left with none of the two consents, or with both.
 */
@Tag("ci")
class KilledMoveIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Organisation SOUTH =
      Organisation.draw("bureau-south", "BUREAU", "Bureau South Ltd");

  @TempDir Path folder;

  private final PostgresResource database = new PostgresResource();
  private final LogResource logs = new LogResource();
  private final OidcWiremockTestResource provider = new OidcWiremockTestResource();
  private final Map<String, String> settings = new HashMap<>();
  private final Map<String, String> realm = new HashMap<>();
  private final String person = World.person();
  private String me;
  private ServedLog log;
  private ConsentProcess service;
  private World world;

  @BeforeEach
  void begin() throws Exception {
    database.init(Map.of("packaged", "true"));
    settings.putAll(database.start());
    settings.putAll(logs.start());
    List<ServedLog> started = new ArrayList<>();
    logs.inject((value, any) -> started.add((ServedLog) value));
    log = started.get(0);
    realm.putAll(provider.start());
    realm.forEach(System::setProperty);
    me = Tokens.citizen(person);
    settings.put("quarkus.oidc.auth-server-url", realm.get("keycloak.url") + "/realms/quarkus");
    settings.put("tallystick.approvals.notice", "0S");
    settings.put("tallystick.keycloak.look-every", "off");
    settings.put("tallystick.outbox.retry-every", "0.2S");
    settings.put("tallystick.outbox.lease", "2S");
    service = ConsentProcess.of(settings, folder);
    RestAssured.port = service.port();
    BoundRequests.install();
    service.start();
    world = World.in(log);
    world.register(SOUTH);
    created(
        Api.post(world.authority.token(), "/v1/parties/bureau-south/licences", World.licence()));
  }

  @AfterEach
  void end() {
    service.close();
    logs.stop();
    database.stop();
    provider.stop();
    realm.keySet().forEach(System::clearProperty);
    RestAssured.reset();
  }

  /** The log has the new consent, and nobody has heard of it. */
  @Test
  void killedBetweenTheTwoEntries_theSecondFollows() throws Exception {
    String old = Agreed.provide(world.mall, world.bureau).give(person);
    String notice = Agreed.provide(world.mall, SOUTH).show(person);
    log.faults().holdAnswers("consent.given");

    killDuring(old, notice, () -> givenToSouth().size() == 1);

    assertThat(withdrawals(old)).as("killed between the two").isEmpty();
    log.faults().letAnswersGo();
    service.start();
    assertWhole(old, notice);
  }

  /** The log has both, and nobody has heard of the second. */
  @Test
  void killedAfterTheSecondEntry_nothingIsSaidTwice() throws Exception {
    String old = Agreed.provide(world.mall, world.bureau).give(person);
    String notice = Agreed.provide(world.mall, SOUTH).show(person);
    log.faults().holdAnswers("consent.withdrawn");

    killDuring(old, notice, () -> withdrawals(old).size() == 1);

    log.faults().letAnswersGo();
    service.start();
    assertWhole(old, notice);
  }

  /** The move is stored, and the log has nothing of it: then both entries come, or neither. */
  @Test
  void killedBeforeTheFirstEntry_bothComeOrNeither() throws Exception {
    String old = Agreed.provide(world.mall, world.bureau).give(person);
    String notice = Agreed.provide(world.mall, SOUTH).show(person);
    log.faults().goAway(true);

    killDuring(old, notice, () -> isThere("select 1 from consent_move where consent = ?", old));

    assertThat(givenToSouth()).isEmpty();
    log.faults().goAway(false);
    service.start();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                !isThere(
                    "select 1 from consent_move where log_index is null and consent = ?", old));
    if (isThere("select 1 from consent_move where consent = ?", old)) {
      assertWhole(old, notice);
    } else {
      // The log takes no consent whose time is long over.
      assertThat(givenToSouth()).isEmpty();
      assertThat(withdrawals(old)).isEmpty();
      assertThat(statuses()).containsExactly("given");
      created(move(old, notice));
    }
  }

  private void killDuring(String old, String notice, BooleanSupplier moment) throws Exception {
    CompletableFuture<Response> moving = CompletableFuture.supplyAsync(() -> move(old, notice));
    await().atMost(PATIENCE).failFast("answered", moving::isDone).until(moment::getAsBoolean);
    service.kill();
    // Nobody answers it any more.
    assertThat(moving.handle((answer, failure) -> failure != null).join()).isTrue();
  }

  /** The move has happened, once. */
  private void assertWhole(String old, String notice) {
    await().atMost(PATIENCE).until(() -> withdrawals(old).size() == 1 && isSettled(old));
    assertThat(givenToSouth()).hasSize(1);
    assertThat(withdrawals(old)).hasSize(1);
    assertThat(withdrawals(old).get(0).index()).isGreaterThan(givenToSouth().get(0).index());
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(statuses()).containsExactly("withdrawn", "given"));
    assertThat(ask(new Questions(world).release1(person)).path("code").toString())
        .isEqualTo("CONSENT_WITHDRAWN");
    Response again = move(old, notice);
    assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
    assertThat(again.path("consent").toString())
        .isEqualTo(givenToSouth().get(0).event().data().getString("consent"));
    assertThat(givenToSouth()).hasSize(1);
    assertThat(withdrawals(old)).hasSize(1);
  }

  private boolean isSettled(String old) {
    return isThere("select 1 from consent_move where log_index is not null and consent = ?", old)
        && isThere("select 1 from local_stop where log_index is not null and about = ?", old);
  }

  private boolean isThere(String sql, String value) {
    try (Connection connection =
            DriverManager.getConnection(
                settings.get("quarkus.datasource.jdbc.url"),
                settings.get("quarkus.datasource.username"),
                settings.get("quarkus.datasource.password"));
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, value);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private Response move(String old, String notice) {
    return Api.post(
        me,
        "/v1/consents/" + old + "/move",
        JsonObject.builder().put("to", SOUTH.id()).put("notice", notice).build());
  }

  private List<String> statuses() {
    return Api.get(me, "/v1/me/consents").path("consents.status");
  }

  private List<ScriptedEvent> givenToSouth() {
    return log.entries("consent.given").stream()
        .filter(entry -> entry.event().subject().equals(Optional.of(person)))
        .filter(entry -> entry.event().data().getString("recipient").equals(SOUTH.id()))
        .toList();
  }

  private List<ScriptedEvent> withdrawals(String consent) {
    return log.entries("consent.withdrawn").stream()
        .filter(entry -> entry.event().data().getString("consent").equals(consent))
        .toList();
  }
}
