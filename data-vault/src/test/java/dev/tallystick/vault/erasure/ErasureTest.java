package dev.tallystick.vault.erasure;

import static dev.tallystick.vault.PartyDesk.idCard;
import static dev.tallystick.vault.PartyDesk.key;
import static dev.tallystick.vault.PartyDesk.line;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.RefusedWrites;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.CitizenDesk;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person is forgotten, whatever fails in between, and nobody else is. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class ErasureTest {
  private static final String ADVERSE =
      ",\"adverse\":true,\"priorNoticeAt\":\"2026-01-01T00:00:00.000Z\"";
  private static final String EVERYTHING = "select count(*) from record where subject = ?";
  private static final String KEYS = "select count(*) from data_key where subject = ?";

  @Inject DataSource database;
  @Inject ErasureProjection erasedInTheLog;
  @Inject ErasePerson erasures;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private Rows rows;
  private PartyDesk bureau;
  private PartyDesk mall;
  private String person;
  private CitizenDesk citizen;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    consent.reset();
    rows = new Rows(database);
    bureau = new PartyDesk("bureau-north", "bureau", consent);
    mall = new PartyDesk("mall-east", "platform", consent);
    person = idCard();
    mall.deposit(
        line(person, "SHOPPING.AGGREGATE", ""),
        line(person, "BNPL.PERFORMANCE", ADVERSE),
        line(person, "BNPL.PERFORMANCE", ADVERSE + ",\"endedOn\":\"2026-02-01\""));
    new PartyDesk("ride-west", "platform", consent).deposit(line(person, "TRAVEL.AGGREGATE", ""));
    citizen = new CitizenDesk(bureau.subject(person));
  }

  @AfterEach
  void repair() {
    log.faults().goAway(false);
    consent.reset();
  }

  private Response release() {
    return bureau.postRelease(
        key(),
        bureau.releaseRequest(
            citizen.subject(),
            "bureau-north",
            List.of(),
            "SHOPPING.AGGREGATE",
            "TRAVEL.AGGREGATE"));
  }

  private List<ScriptedEvent> logged(String type) {
    return log.entries(type).stream()
        .filter(entry -> entry.event().subject().equals(Optional.of(citizen.subject())))
        .toList();
  }

  private String count(String sql) {
    return rows.one(sql, citizen.subject());
  }

  @Test
  void erase_ofAPartyWhoseRecordsAreAllHeld_isRefused_andRestricts() {
    PartyDesk pay = new PartyDesk("pay-south", "platform", consent);
    String record =
        pay.deposit(line(person, "BNPL.PERFORMANCE", ADVERSE)).get(0).getString("record");

    Response refused = citizen.erase(Map.of("provider", "pay-south"));

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.jsonPath().getString("code")).isEqualTo("RETENTION_HOLD");
    assertThat(refused.jsonPath().getString("ruleId")).isEqualTo("R43");
    assertThat(logged("erasure.started")).isEmpty();
    assertThat(logged("record.restricted").get(0).event().data().getString("ground"))
        .isEqualTo("RETENTION_HOLD");
    assertThat(rows.one("select restricted from record where id = ?", record))
        .isEqualTo("RETENTION_HOLD");
    assertThat(
            pay.post(
                    "/v1/records/{id}/corrections",
                    Map.of("fields", Map.of("band", "B4"), "ground", "PROVIDER"),
                    record)
                .statusCode())
        .isEqualTo(423);
    citizen.erase(Map.of("provider", "pay-south")).then().statusCode(409);
    assertThat(logged("record.restricted")).hasSize(1);
  }

  @Test
  void firstAnswer_tellsWhatWouldGo_andNothingGoesWithoutItsConfirmation() {
    Response told = citizen.post("/v1/me/erasures", Map.of("scope", "ALL"));

    assertThat(told.statusCode()).as(told.asString()).isEqualTo(200);
    assertThat(told.jsonPath().getInt("records")).isEqualTo(2);
    assertThat(told.jsonPath().getInt("held")).isEqualTo(2);
    assertThat(told.jsonPath().getBoolean("identity")).isTrue();
    assertThat(told.jsonPath().getList("providers.provider")).contains("mall-east", "ride-west");
    String confirm = told.jsonPath().getString("confirm");
    Response guessed =
        citizen.post("/v1/me/erasures", Map.of("scope", "ALL", "confirm", "erase-yes"));
    assertThat(guessed.jsonPath().getString("code")).isEqualTo("ERASURE_NOT_CONFIRMED");
    Response other =
        citizen.post(
            "/v1/me/erasures",
            Map.of("scope", "PROVIDER", "provider", "ride-west", "confirm", confirm));
    assertThat(other.jsonPath().getString("code")).isEqualTo("ERASURE_NOT_CONFIRMED");
    Response nothing = citizen.post("/v1/me/erasures", Map.of());
    assertThat(nothing.statusCode()).as("no scope").isEqualTo(422);
    assertThat(nothing.jsonPath().getString("field")).isEqualTo("scope");
    assertThat(logged("erasure.started")).isEmpty();
    assertThat(count(EVERYTHING)).isEqualTo("4");

    citizen
        .post("/v1/me/erasures", Map.of("scope", "ALL", "confirm", confirm))
        .then()
        .statusCode(202);
    assertThat(count(EVERYTHING)).isEqualTo("2");
  }

  @Test
  void logInOfLongAgo_erasesNothing() {
    String old = citizen.token(TestClock.get().instant().minus(Duration.ofMinutes(16)));
    for (String body : List.of("{\"scope\":\"ALL\"}", "{\"scope\":\"ALL\",\"confirm\":\"x\"}")) {
      Response refused =
          given()
              .auth()
              .oauth2(old)
              .contentType("application/json")
              .body(body)
              .post("/v1/me/erasures");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.jsonPath().getString("code")).isEqualTo("FRESH_LOGIN_REQUIRED");
    }
    assertThat(logged("erasure.started")).isEmpty();
  }

  @Test
  void erase_destroysKeysAndContent_keepsWhatALawHolds_andSaysSo() {
    String neighbour = idCard();
    mall.deposit(line(neighbour, "SHOPPING.AGGREGATE", ""));
    assertThat(release().jsonPath().getList("releases")).hasSize(2);

    Response response = citizen.erase(Map.of());

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(202);
    assertThat(response.jsonPath().getString("state")).isEqualTo("ERASED");
    assertThat(response.jsonPath().getInt("records")).isEqualTo(2);
    assertThat(response.jsonPath().getInt("held")).isEqualTo(2);
    assertThat(count(EVERYTHING)).as("the held ones").isEqualTo("2");
    assertThat(count(EVERYTHING + " and restricted = 'ERASURE'")).isEqualTo("2");
    assertThat(
            rows.one(
                "select string_agg(retention, ' ') from data_key where subject = ?",
                citizen.subject()))
        .isEqualTo("ADVERSE");
    assertThat(bureau.subject(person)).isNotEqualTo(citizen.subject());
    assertThat(count("select count(*) from subject where token = ?")).isEqualTo("0");
    JsonObject started = logged("erasure.started").get(0).event().data();
    JsonObject erased = logged("record.erased").get(0).event().data();
    assertThat(started.getString("scope")).isEqualTo("ALL");
    assertThat(erased.getString("erasure")).isEqualTo(started.getString("erasure"));
    assertThat(erased.getInteger("keys")).isEqualTo(response.jsonPath().getInt("keys"));
    String destruction = count("select destruction from erasure where subject = ?");
    assertThat(erased.getString("evidence"))
        .isEqualTo(Hash.sha256(destruction.getBytes(StandardCharsets.UTF_8)).hex());
    Rows.await(() -> logged("record.restricted").size() == 2);
    assertThat(logged("erasure.started").get(0).index())
        .isLessThan(logged("record.erased").get(0).index());
    assertThat(log.guard("erasure/" + labelOfSubject())).isEqualTo(1);
    assertThat(release().jsonPath().getList("releases")).isEmpty();
    assertThat(rows.one(EVERYTHING, bureau.subject(neighbour))).isEqualTo("1");
  }

  private String labelOfSubject() {
    return dev.tallystick.events.EventLabels.ofSubject(citizen.subject()).hex();
  }

  @Test
  void erase_whileTheLogIsAway_stopsAtOnceAndIsDoneLater() {
    log.faults().goAway(true);

    Response response = citizen.erase(Map.of());

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.jsonPath().getString("state")).isEqualTo("STARTED");
    assertThat(count(EVERYTHING)).isEqualTo("4");
    log.faults().goAway(false);
    assertThat(release().jsonPath().getList("releases")).as("also before the log knows").isEmpty();
    Rows.await(
        () ->
            citizen
                .get("/v1/me/erasures")
                .jsonPath()
                .getString("erasures[0].state")
                .equals("ERASED"));
    assertThat(count(EVERYTHING)).isEqualTo("2");
    assertThat(logged("erasure.started")).hasSize(1);
    assertThat(logged("record.erased")).hasSize(1);
  }

  /** Between the entry and what it lets happen, the database is away. */
  @Test
  void erase_whoseConclusionFails_isDoneAllTheSame() throws Exception {
    RefusedWrites.during(
        "erasure",
        "new.state = 'LOGGED'",
        () -> {
          assertThat(citizen.erase(Map.of()).statusCode()).isEqualTo(503);
        });

    assertThat(logged("erasure.started")).hasSize(1);
    Rows.await(() -> count(EVERYTHING).equals("2"));
    Rows.await(() -> !logged("record.erased").isEmpty());
  }

  @Test
  void erase_ofOneProvider_leavesTheOthers() {
    Response response = citizen.erase(Map.of("provider", "ride-west"));

    assertThat(response.jsonPath().getString("state")).isEqualTo("ERASED");
    assertThat(response.jsonPath().getInt("records")).isEqualTo(1);
    assertThat(
            rows.one(
                "select string_agg(distinct source, ' ') from record where subject = ?",
                citizen.subject()))
        .isEqualTo("mall-east");
    assertThat(bureau.subject(person)).isEqualTo(citizen.subject());
    assertThat(release().jsonPath().getList("releases.from")).containsExactly("mall-east");
    new PartyDesk("ride-west", "platform", consent).deposit(line(person, "TRAVEL.AGGREGATE", ""));
    assertThat(release().jsonPath().getList("releases")).as("what came in later").hasSize(2);
    assertThat(citizen.erase(Map.of("provider", "ride-west")).jsonPath().getString("erasure"))
        .isNotEqualTo(response.jsonPath().getString("erasure"));
  }

  /** Else any number of names would make as many entries, which no quota refuses. */
  @Test
  void erase_ofAPartyThatKeepsNothing_isRefusedAndLogsNothing() {
    Response refused = citizen.erase(Map.of("provider", "no-such-party"));

    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.jsonPath().getString("code")).isEqualTo("NOTHING_TO_ERASE");
    assertThat(logged("erasure.started")).isEmpty();
  }

  @Test
  void erase_twice_isOneErasure() {
    String first = citizen.erase(Map.of()).jsonPath().getString("erasure");

    assertThat(citizen.erase(Map.of()).jsonPath().getString("erasure")).isEqualTo(first);
    assertThat(logged("erasure.started")).hasSize(1);
    assertThat(
            new CitizenDesk("sub_5ciq6vxtulqh6wm2te5ttwo2a4")
                .get("/v1/me/erasures")
                .jsonPath()
                .getList("erasures"))
        .isEmpty();
  }

  @Test
  void erase_ofAPersonOfWhomNothingIsKept_isDoneAllTheSame() {
    citizen = new CitizenDesk(bureau.subject(idCard()));

    Response response = citizen.erase(Map.of("suppress", true));

    assertThat(response.jsonPath().getString("state")).as(response.asString()).isEqualTo("ERASED");
    assertThat(response.jsonPath().getInt("records")).isZero();
    assertThat(count(KEYS)).isEqualTo("0");
  }

  @Test
  void suppressed_theNextImportDoesNotBringThePersonBack() {
    citizen.erase(Map.of("suppress", true)).then().statusCode(202);

    List<JsonObject> answers =
        PartyDesk.lines(
            mall.importLines(
                line(person, "SHOPPING.AGGREGATE", ""), line(idCard(), "SHOPPING.AGGREGATE", "")));

    assertThat(answers.get(0).getString("code")).isEqualTo("SUBJECT_SUPPRESSED");
    assertThat(answers.get(0).getString("field")).isEqualTo("identifier");
    assertThat(answers.get(1).getString("result")).isEqualTo("STORED");
    assertThat(bureau.subject(person)).as("no oracle for others").startsWith("sub_");
  }

  @Test
  void releaseUnderWay_isWaitedFor() {
    assertThat(release().statusCode()).isEqualTo(200);
    rows.execute("update release set state = 'INTENT' where subject = ?", citizen.subject());

    assertThat(citizen.erase(Map.of()).jsonPath().getString("state")).isEqualTo("LOGGED");
    assertThat(count(KEYS)).isNotEqualTo("1");
    rows.execute("update release set state = 'SENT' where subject = ?", citizen.subject());
    erasures.resume();

    assertThat(citizen.get("/v1/me/erasures").jsonPath().getString("erasures[0].state"))
        .isEqualTo("ERASED");
  }

  @Test
  void databaseFromABackup_isErasedAgainByWhatTheLogSays() {
    Map<String, String> backup =
        Map.of(
            "subject", backUp("subject", "token"),
            "data_key", backUp("data_key", "subject"),
            "record", backUp("record", "subject"));
    citizen.erase(Map.of()).then().statusCode(202);
    ScriptedEvent erased = logged("record.erased").get(0);

    Rows.await(
        () ->
            Long.parseLong(
                    "0"
                        + rows.one(
                            "select log_index from follower_position where follower = 'erased'"))
                >= erased.index());

    // The backup's rows are back, and nothing here knows of the erasure.
    rows.execute("delete from erasure where subject = ?", citizen.subject());
    backup.forEach(this::bringBack);
    assertThat(count(EVERYTHING)).isEqualTo("4");
    erasedInTheLog.consume(
        new FeedEntry(
            erased.index(),
            erased.recordedMillis(),
            erased.event().stub(),
            Optional.of(erased.event().body().toJson())));

    assertThat(count(EVERYTHING)).isEqualTo("2");
    assertThat(count("select count(*) from subject where token = ?")).isEqualTo("0");
    assertThat(citizen.get("/v1/me/erasures").jsonPath().getString("erasures[0].state"))
        .isEqualTo("ERASED");
    assertThat(logged("record.erased")).as("nothing is told twice").hasSize(1);
  }

  private String backUp(String table, String column) {
    return count("select jsonb_agg(to_jsonb(t)) from %s t where %s = ?".formatted(table, column));
  }

  private void bringBack(String table, String backup) {
    if (table.equals("record")) {
      rows.execute("delete from record where subject = ? or gone is not null", citizen.subject());
    } else if (table.equals("data_key")) {
      rows.execute("delete from data_key where subject = ?", citizen.subject());
    }
    rows.execute(
        "insert into %1$s select * from jsonb_populate_recordset(null::public.%1$s, ?::jsonb)"
            .formatted(table),
        backup);
  }
}
