package dev.tallystick.vault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.BoundRequests;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.LocalPostgres;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The packaged service is killed at a hundred random moments of erasures and rotations, with {@code
 * -Pendurance} only. Afterwards nothing is lost, nothing half erased, and the entries say what the
 * tables say.
 */
@Tag("ci")
@EnabledIfSystemProperty(named = "tallystick.endurance", matches = "true")
class RandomKillsIT {
  private static final int KILLS = Integer.getInteger("tallystick.kills", 100);
  private static final int ERASED_EACH = 3;
  private static final int LONGEST_LIFE_MILLIS = 1_500;

  @TempDir Path folder;

  private final Random random = new Random(20261127);
  private final OidcWiremockTestResource provider = new OidcWiremockTestResource();
  private LocalPostgres server;
  private ServedLog log;
  private ScriptedConsent consent;
  private VaultProcess vault;
  private Rows rows;
  private PartyDesk mall;
  private PartyDesk bureau;

  @BeforeEach
  void start() throws Exception {
    Map<String, String> settings = provider.start();
    settings.forEach(System::setProperty);
    server = LocalPostgres.temporary();
    Database database = server.createDatabase("vault");
    log = ServedLog.start();
    consent = new ScriptedConsent();
    vault =
        new VaultProcess(
            database,
            settings.get("keycloak.url") + "/realms/quarkus",
            log.url().toString(),
            consent.url(),
            folder);
    RestAssured.port = vault.port();
    BoundRequests.install();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.app().role());
    source.setPassword(database.app().password());
    rows = new Rows((DataSource) source);
    mall = new PartyDesk("mall-east", "platform", consent);
    bureau = new PartyDesk("bureau-north", "bureau", consent);
    vault.start();
  }

  @AfterEach
  void stop() {
    vault.close();
    consent.close();
    log.close();
    server.close();
    provider.stop();
    RestAssured.reset();
  }

  @Test
  void kills_leaveNothingLostAndNothingHalfErased() throws Exception {
    List<String> erased = new ArrayList<>();
    Map<String, String> kept = new LinkedHashMap<>();
    for (int kill = 0; kill < KILLS; kill++) {
      String neighbour = PartyDesk.idCard();
      List<String> people = new ArrayList<>();
      List<String> lines = new ArrayList<>();
      lines.add(PartyDesk.line(neighbour, "SHOPPING.AGGREGATE", ""));
      for (int i = 0; i < ERASED_EACH; i++) {
        people.add(PartyDesk.idCard());
        lines.add(PartyDesk.line(people.get(i), "SHOPPING.AGGREGATE", ""));
        lines.add(PartyDesk.line(people.get(i), "BNPL.PERFORMANCE", PersonScene.ADVERSE));
      }
      List<JsonObject> unused = mall.deposit(lines.toArray(String[]::new));
      kept.put(neighbour, bureau.subject(neighbour));
      for (String person : people) {
        erased.add(bureau.subject(person));
      }
      eraseAndKill(erased.subList(erased.size() - ERASED_EACH, erased.size()));
    }

    for (String subject : erased) {
      erase(subject);
      CitizenDesk citizen = new CitizenDesk(subject);
      Rows.await(
          () ->
              "ERASED"
                  .equals(
                      citizen.get("/v1/me/erasures").jsonPath().getString("erasures[0].state")));
      assertWholly(subject);
    }
    assertThat(rotate().jsonPath().getList("rotations.findAll { it.destroyedAt == null }"))
        .as("every rotation comes to its end")
        .isEmpty();
    for (Map.Entry<String, String> neighbour : kept.entrySet()) {
      assertThat(bureau.subject(neighbour.getKey())).isEqualTo(neighbour.getValue());
      assertThat(
              bureau
                  .postRelease(
                      PartyDesk.key(),
                      bureau.releaseRequest(
                          neighbour.getValue(), "bureau-north", List.of(), "SHOPPING.AGGREGATE"))
                  .jsonPath()
                  .getInt("releases[0].recordCount"))
          .isEqualTo(1);
    }
  }

  private void eraseAndKill(List<String> subjects) throws Exception {
    CompletableFuture<Void> work =
        CompletableFuture.runAsync(
            () -> {
              subjects.forEach(this::erase);
              io.restassured.response.Response unused = rotate();
            });
    // The subject: a kill at any moment of the work.
    Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
    vault.kill();
    // Its requests break off, wherever they were.
    work.handle((done, failure) -> failure).join();
    vault.start();
  }

  private void erase(String subject) {
    new CitizenDesk(subject).erase(Map.of()).then().statusCode(202);
  }

  private static io.restassured.response.Response rotate() {
    return given()
        .auth()
        .oauth2(Tokens.withRoles("operator"))
        .contentType("application/json")
        .urlEncodingEnabled(false)
        .body(Map.of("which", "SHREDDED"))
        .post("/v1/keys:rotate");
  }

  /** What is stored and what is logged about an erased person say the same. */
  private void assertWholly(String subject) {
    List<ScriptedEvent> started = about("erasure.started", subject);
    List<ScriptedEvent> ended = about("record.erased", subject);
    assertThat(started).hasSize(1);
    assertThat(ended).hasSize(1);
    JsonObject data = ended.get(0).event().data();
    assertThat(data.getInteger("records")).isEqualTo(1);
    assertThat(data.getInteger("held")).isEqualTo(1);
    assertThat(rows.one("select count(*) from data_key where subject = ?", subject))
        .as("the key of what is held")
        .isEqualTo("1");
    assertThat(
            rows.one(
                "select count(*) from record where subject = ? and restricted = 'ERASURE'",
                subject))
        .isEqualTo("1");
    assertThat(rows.one("select count(*) from record where subject = ?", subject)).isEqualTo("1");
    assertThat(rows.one("select count(*) from subject where token = ?", subject)).isEqualTo("0");
    assertThat(rows.one("select keys::text from erasure where subject = ?", subject))
        .isEqualTo(Long.toString(data.getInteger("keys")));
    Rows.await(() -> about("record.restricted", subject).size() == 1);
  }

  private List<ScriptedEvent> about(String type, String subject) {
    return log.entries(type).stream()
        .filter(entry -> entry.event().subject().filter(subject::equals).isPresent())
        .toList();
  }
}
