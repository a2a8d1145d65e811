package dev.tallystick.vault.objection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.vault.HeldRow;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultWorld;
import dev.tallystick.vault.WithDepositedRecord;
import dev.tallystick.vault.record.SaltedText;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** An objection marks at once, and its clock runs. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class ObjectionTest extends WithDepositedRecord {
  private static final String WHY = "I have never ordered there.";

  @Inject Objections objections;
  @Inject DataSource database;

  private Response object(String... records) {
    return scene.citizen.post(
        "/v1/me/objections", Map.of("records", List.of(records), "statement", WHY));
  }

  @Test
  void r46_objection_marksReleasesFromNowOn_andTellsNobodyTheWords() {
    Response response = object(record);

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
    assertThat(scene.released("SHOPPING.AGGREGATE").get(0).findBoolean("disputed")).contains(true);
    assertThat(scene.logged("data.released").get(0).getInteger("disputedCount")).isEqualTo(1);
    JsonObject filed = scene.logged("objection.filed").get(0);
    assertThat(filed.getString("party")).isEqualTo("mall-east");
    assertThat(filed.toString() + log.entries()).doesNotContain("ordered there");
    LocalDate today = LocalDate.ofInstant(TestClock.get().instant(), ZoneId.of("Asia/Shanghai"));
    assertThat(filed.getString("dueOn")).isEqualTo(today.plusDays(20).toString());
    SaltedText statement = new SaltedText(response.jsonPath().getString("statementSalt"), WHY);
    assertThat(filed.getString("statement")).isEqualTo(statement.digest().hex());
    assertThat(log.guard("objection/" + filed.getString("objection"))).isEqualTo(1);
    int told = scene.logged("objection.filed").size();
    assertThat(object(record).jsonPath().getString("objection"))
        .as("the same again")
        .isEqualTo(filed.getString("objection"));
    assertThat(scene.logged("objection.filed")).hasSize(told);
    assertThat(scene.mall.get("/v1/objections").jsonPath().getList("objections.objection"))
        .contains(filed.getString("objection"));
  }

  @Test
  void answer_takesTheMarkOff_andIsFinal() {
    String objection = object(record).jsonPath().getString("objection");
    Map<String, String> rejected = Map.of("outcome", "REJECTED", "answer", "We have the receipt.");
    assertThat(scene.ride.post("/v1/objections/{id}/answer", rejected, objection).statusCode())
        .isEqualTo(404);

    Response response = scene.mall.post("/v1/objections/{id}/answer", rejected, objection);

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    assertThat(scene.released("SHOPPING.AGGREGATE").get(0).has("disputed")).isFalse();
    assertThat(scene.citizen.get("/v1/me/objections").jsonPath().getString("objections[0].answer"))
        .isEqualTo("We have the receipt.");
    assertThat(scene.logged("objection.resolved").get(0).getString("outcome"))
        .isEqualTo("REJECTED");
    assertThat(scene.logged("record.annotated"))
        .extracting(data -> data.getString("state"))
        .containsExactly("SET", "REMOVED");
    assertThat(scene.mall.post("/v1/objections/{id}/answer", rejected, objection).statusCode())
        .isEqualTo(409);
  }

  @Test
  void correctedObjection_namesItsCorrections() {
    String objection = object(record).jsonPath().getString("objection");
    Map<String, String> bare = Map.of("outcome", "CORRECTED", "answer", "You are right.");
    assertThat(
            scene
                .mall
                .post("/v1/objections/{id}/answer", bare, objection)
                .jsonPath()
                .getString("code"))
        .isEqualTo("OBJECTION_CORRECTIONS");
    String corrected =
        scene
            .mall
            .post(
                "/v1/records/{id}/corrections",
                Map.of(
                    "fields", Map.of("band", "B1"), "ground", "OBJECTION", "objection", objection),
                record)
            .jsonPath()
            .getString("event");

    scene
        .mall
        .post(
            "/v1/objections/{id}/answer",
            Map.of(
                "outcome",
                "CORRECTED",
                "answer",
                "You are right.",
                "corrections",
                List.of(corrected)),
            objection)
        .then()
        .statusCode(200);

    assertThat(scene.logged("record.corrected").get(0).getString("objection")).isEqualTo(objection);
    assertThat(scene.logged("objection.resolved").get(0).getString("outcome"))
        .isEqualTo("CORRECTED");
  }

  @Test
  void clock_dayTwentyIsInTime_dayTwentyOneIsOverdue() {
    String objection = object(record).jsonPath().getString("objection");

    TestClock.get().pass(Duration.ofDays(20));
    objections.tellOverdue();
    assertThat(scene.logged("objection.overdue")).isEmpty();
    TestClock.get().pass(Duration.ofDays(1));
    objections.tellOverdue();
    objections.tellOverdue();

    assertThat(scene.logged("objection.overdue"))
        .extracting(data -> data.getString("objection"))
        .containsExactly(objection);
    assertThat(scene.released("SHOPPING.AGGREGATE").get(0).getBoolean("disputed"))
        .as("it stays open")
        .isTrue();
    scene
        .mall
        .post(
            "/v1/objections/{id}/answer",
            Map.of("outcome", "UNVERIFIABLE", "answer", "Late."),
            objection)
        .then()
        .statusCode(200);
  }

  /** The outbox keeps the order: the log does not end with an objection that is open. */
  @Test
  void answer_whileTheLogHasNotHeardOfTheObjection_isToldAfterIt() {
    log.faults().goAway(true);
    String objection = object(record).jsonPath().getString("objection");

    // Locked while the outbox is at it, which then waits for the row and tells of nothing else.
    try (HeldRow held =
        HeldRow.await(
            database,
            "select 1 from producer_outbox where event_id::text = ? and claimed_until > now()"
                + " for update",
            filed(objection))) {
      held.awaitWaiting();
      log.faults().goAway(false);
      answer(objection);
      assertThat(scene.logged("objection.resolved")).isEmpty();
    }

    Rows.await(() -> scene.logged("record.annotated").size() == 2);
    assertThat(scene.entries("objection.filed").get(0).index())
        .isLessThan(scene.entries("objection.resolved").get(0).index());
    assertThat(scene.logged("record.annotated"))
        .extracting(data -> data.getString("state"))
        .containsExactly("SET", "REMOVED");
  }

  /** Another replica's outbox is at the objection meanwhile. */
  @Test
  void answer_thatTheLogHearsOfFirst_isLoggedAllTheSame() {
    log.faults().goAway(true);
    String objection = object(record).jsonPath().getString("objection");
    Rows rows = new Rows(database);
    String filed = filed(objection);
    String request =
        rows.one(
            "select encode(request, 'hex') from producer_outbox where event_id::text = ?", filed);
    rows.execute("delete from producer_outbox where event_id::text = ?", filed);

    answer(objection);
    log.faults().goAway(false);

    Rows.await(() -> !scene.logged("objection.resolved").isEmpty());
    rows.execute(
        "insert into producer_outbox (event_id, request, must_log, claimed_until)"
            + " values (?::uuid, decode(?, 'hex'), true, now())",
        filed,
        request);
    Rows.await(() -> !scene.logged("objection.filed").isEmpty());
  }

  private String filed(String objection) {
    return new Rows(database).one("select filed_event from objection where id = ?", objection);
  }

  private void answer(String objection) {
    scene
        .mall
        .post(
            "/v1/objections/{id}/answer",
            Map.of("outcome", "REJECTED", "answer", "We have the receipt."),
            objection)
        .then()
        .statusCode(200);
  }

  @Test
  void objectionThatDoesNotOpen_isToldAsOverdue_andSoAreTheOthers() {
    String broken = object(record).jsonPath().getString("objection");
    Rows rows = new Rows(database);
    String sealed = rows.one("select encode(sealed, 'hex') from objection where id = ?", broken);
    rows.execute(
        "update objection set sealed = decode(repeat('00', 80), 'hex') where id = ?", broken);
    PersonScene first = scene;
    scene = new PersonScene(log, consent);
    String other =
        object(scene.deposit("SHOPPING.AGGREGATE", "")).jsonPath().getString("objection");

    TestClock.get().pass(Duration.ofDays(21));
    objections.tellOverdue();

    assertThat(first.logged("objection.overdue").get(0).getString("objection")).isEqualTo(broken);
    assertThat(scene.logged("objection.overdue").get(0).getString("objection")).isEqualTo(other);
    rows.execute("update objection set sealed = decode(?, 'hex') where id = ?", sealed, broken);
  }

  @Test
  void objection_toRecordsOfSeveralPartiesOrOfSomebodyElse_isRefused() {
    String other =
        scene
            .ride
            .deposit(PartyDesk.line(scene.person, "TRAVEL.AGGREGATE", ""))
            .get(0)
            .getString("record");
    String strangers =
        scene
            .mall
            .deposit(PartyDesk.line(PartyDesk.idCard(), "SHOPPING.AGGREGATE", ""))
            .get(0)
            .getString("record");

    assertThat(object(record, other).jsonPath().getString("code")).isEqualTo("OBJECTION_PARTIES");
    assertThat(object(strangers).statusCode()).isEqualTo(404);
    assertThat(scene.logged("objection.filed")).isEmpty();
  }

  @Test
  void erasure_takesTheWordsToo() {
    object(record).then().statusCode(201);

    scene.citizen.erase(Map.of()).then().statusCode(202);

    assertThat(scene.citizen.get("/v1/me/objections").jsonPath().getList("objections")).isEmpty();
    objections.tellOverdue();
  }
}
