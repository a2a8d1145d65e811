package dev.tallystick.vault.correction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.houserules.RefusedWrites;
import dev.tallystick.party.DownstreamAnswer;
import dev.tallystick.party.RecordDigests;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultWorld;
import dev.tallystick.vault.WithDepositedRecord;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A correction is a new version, and reaches whoever has the old one. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class CorrectionTest extends WithDepositedRecord {
  private static final Map<String, ?> CORRECTION =
      Map.of("fields", Map.of("band", "B4"), "ground", "PROVIDER");

  @Inject DownstreamAnswers answers;
  @Inject DataSource database;

  private Response correct(PartyDesk desk, Map<String, ?> correction) {
    return desk.post("/v1/records/{id}/corrections", correction, record);
  }

  @Test
  void correction_isANewVersion_andTheOriginalStays() {
    JsonObject before = scene.released("SHOPPING.AGGREGATE").get(0);

    Response response = correct(scene.mall, CORRECTION);

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
    assertThat(response.jsonPath().getInt("version")).isEqualTo(2);
    JsonObject after = scene.released("SHOPPING.AGGREGATE").get(0);
    assertThat(after.getObject("fields").getString("band")).isEqualTo("B4");
    assertThat(after.getInteger("version")).isEqualTo(2);
    assertThat(after.getString("source")).isEqualTo("own order system");
    JsonObject corrected = scene.logged("record.corrected").get(0);
    assertThat(corrected.getString("oldDigest")).isEqualTo(RecordDigests.ofReleased(before).hex());
    assertThat(corrected.getString("newDigest")).isEqualTo(RecordDigests.ofReleased(after).hex());
    var mine = scene.citizen.get("/v1/me/records").jsonPath();
    assertThat(mine.getString("records[0].before[0].content.fields.band")).isEqualTo("B3");
    assertThat(mine.getInt("records[0].before[0].version")).isEqualTo(1);
    // What was proved of the deposit still is.
    assertThat(scene.citizen.get("/v1/me/deposits").jsonPath().getString("deposits[0].salt"))
        .isEqualTo(before.getString("salt"));
  }

  /** It is done by then, so the log takes it however late. */
  @Test
  void correction_whileTheLogIsAwayForHours_isLoggedWhenItIsBack() throws Exception {
    scene.released("SHOPPING.AGGREGATE");
    log.faults().goAway(true);
    try {
      correct(scene.mall, CORRECTION).then().statusCode(201);
      TestClock.get().pass(Duration.ofHours(3));
    } finally {
      log.faults().goAway(false);
    }

    Rows.await(
        () ->
            !scene.logged("record.corrected").isEmpty()
                && !scene.logged("downstream.notified").isEmpty());
    assertThat(scene.logged("record.corrected")).hasSize(1);
    assertThat(scene.logged("downstream.notified")).hasSize(1);
  }

  @Test
  void correction_twice_keepsBothOlderVersions() {
    correct(scene.mall, CORRECTION).then().statusCode(201);
    correct(scene.mall, Map.of("fields", Map.of("band", "B5"), "ground", "SOURCE_CHECK"))
        .then()
        .statusCode(201);

    var mine = scene.citizen.get("/v1/me/records").jsonPath();
    assertThat(mine.getList("records[0].before.version")).containsExactly(1, 2);
    assertThat(mine.getString("records[0].content.fields.band")).isEqualTo("B5");
  }

  @Test
  void correction_ofAnother_orOfNothing_orIntoSomethingUnlawful_isRefused() {
    assertThat(correct(scene.ride, CORRECTION).statusCode()).isEqualTo(404);
    Response empty =
        correct(scene.mall, Map.of("fields", Map.of("band", "B3"), "ground", "PROVIDER"));
    assertThat(empty.jsonPath().getString("code")).isEqualTo("CORRECTION_EMPTY");
    Response prohibited =
        correct(
            scene.mall, Map.of("fields", Map.of("SHOPPING.HEALTH", "B1"), "ground", "PROVIDER"));
    assertThat(prohibited.statusCode()).isEqualTo(422);
    assertThat(prohibited.jsonPath().getString("ruleId")).isEqualTo("R21");
    Response decimals =
        correct(scene.mall, Map.of("fields", Map.of("band", 1.5), "ground", "PROVIDER"));
    assertThat(decimals.jsonPath().getString("code")).isEqualTo("CORRECTION_MALFORMED");
    assertThat(scene.logged("record.corrected")).isEmpty();
  }

  @Test
  void r36_versionThatExists_isNeverChanged() {
    Response response =
        io.restassured.RestAssured.given()
            .auth()
            .oauth2(scene.mall.token())
            .put("/v1/records/{id}/versions/1", record);

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.jsonPath().getString("code")).isEqualTo("ORIGINAL_IMMUTABLE");
    assertThat(response.jsonPath().getString("ruleId")).isEqualTo("R36");
  }

  @Test
  void movedVersion_doesNotOpen() {
    correct(scene.mall, CORRECTION).then().statusCode(201);

    // The original's bytes in the place of the correction.
    new Rows(database)
        .execute(
            "update record set sealed = (select sealed from record_version where record = ?) where"
                + " id = ?",
            record,
            record);

    assertThat(scene.release("SHOPPING.AGGREGATE").statusCode()).isEqualTo(500);
    new Rows(database).execute("delete from record where id = ?", record);
  }

  @Test
  void r42_recipients_areTold_andAnswerInTheirSignature() {
    scene.released("SHOPPING.AGGREGATE");
    scene.released("SHOPPING.AGGREGATE");
    assertThat(correct(scene.mall, CORRECTION).jsonPath().getInt("told")).isEqualTo(1);
    JsonObject told = scene.logged("downstream.notified").get(0);
    assertThat(told.getString("to")).isEqualTo("bureau-north");
    assertThat(told.getString("cause"))
        .isEqualTo(scene.entries("record.corrected").get(0).event().id().toString());
    assertThat(told.getString("release"))
        .isEqualTo(scene.entries("data.released").get(1).event().id().toString());
    assertThat(told.getArray("earlier").items())
        .as("what came of that one counts as well")
        .containsExactly(
            JsonString.of(scene.entries("data.released").get(0).event().id().toString()));
    String id = told.getString("notification");
    assertThat(
            scene.bureau.get("/v1/notifications").jsonPath().getList("notifications.notification"))
        .contains(id);

    String answer =
        scene.bureau.sign(
            new DownstreamAnswer(scene.bureau.claims(), id, "NOT_HELD", Optional.empty()));
    Map<String, String> body = Map.of("statement", answer);
    scene.bureau.post("/v1/notifications/{id}/answer", body, id).then().statusCode(204);
    scene.bureau.post("/v1/notifications/{id}/answer", body, id).then().statusCode(204);

    JsonObject answered = scene.logged("downstream.answered").get(0);
    assertThat(scene.logged("downstream.answered")).hasSize(1);
    assertThat(answered.getString("answer")).isEqualTo("NOT_HELD");
    assertThat(answered.getString("signature")).isEqualTo(answer);
    assertThat(
            scene.bureau.get("/v1/notifications").jsonPath().getList("notifications.notification"))
        .doesNotContain(id);
    String other =
        scene.bureau.sign(
            new DownstreamAnswer(scene.bureau.claims(), id, "DONE", Optional.empty()));
    assertThat(
            scene
                .bureau
                .post("/v1/notifications/{id}/answer", Map.of("statement", other), id)
                .statusCode())
        .isEqualTo(409);
  }

  /** A bureau's clerk reads notices with reasons, and orders no records here (R52). */
  @Test
  void clerk_readsNoticesWithReasonsOnly_andGetsNoRecords() {
    scene.released("SHOPPING.AGGREGATE");
    correct(scene.mall, CORRECTION).then().statusCode(201);
    String id = scene.logged("downstream.notified").get(0).getString("notification");
    for (Map<String, String> some :
        List.of(
            Map.<String, String>of(),
            Map.of("Staff-Manner", "SCREEN", "Staff-Purpose", "NOTICE_HANDLING"))) {
      Response refused = scene.bureau.getAsClerk("bn-4411", "/v1/notifications", some);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.jsonPath().getString("code")).isEqualTo("STAFF_PURPOSE_REQUIRED");
    }
    assertThat(scene.entries("staff.read")).isEmpty();

    Response seen =
        scene.bureau.getAsClerk(
            "bn-4411",
            "/v1/notifications",
            Map.of(
                "Staff-Manner", "SCREEN",
                "Staff-Purpose", "NOTICE_HANDLING",
                "Staff-Ticket", "N-17"));

    assertThat(seen.jsonPath().getList("notifications.notification")).contains(id);
    var look = scene.entries("staff.read").get(0).event();
    assertThat(look.data().getString("purpose")).isEqualTo("NOTICE_HANDLING");
    assertThat(look.body().data().toString()).doesNotContain("bn-4411", "N-17");
    assertThat(look.internal().orElseThrow().getString("ticket")).isEqualTo("N-17");
    String request =
        scene.bureau.releaseRequest(
            scene.citizen.subject(), "bureau-north", List.of(), "SHOPPING.AGGREGATE");
    assertThat(
            scene
                .bureau
                .postAsClerk("bn-4411", "/v1/releases", Map.of("request", request))
                .jsonPath()
                .getString("code"))
        .isEqualTo("NOT_FOR_STAFF");
  }

  @Test
  void recipientThatSaysNothing_isAnAnomaly_once() {
    scene.released("SHOPPING.AGGREGATE");
    correct(scene.mall, CORRECTION).then().statusCode(201);
    answers.raiseOverdue();
    assertThat(scene.logged("anomaly.raised")).isEmpty();

    TestClock.get().pass(Duration.ofDays(17));
    answers.raiseOverdue();
    answers.raiseOverdue();

    assertThat(scene.logged("anomaly.raised"))
        .singleElement()
        .satisfies(
            raised -> {
              assertThat(raised.getString("detector")).isEqualTo("DOWNSTREAM_UNANSWERED");
              assertThat(raised.getString("party")).isEqualTo("bureau-north");
            });
  }

  /** That one is late cannot be stored: of the other it is said. */
  @Test
  void recipientOfWhomItCannotBeSaid_holdsUpNoOther() throws Exception {
    scene.released("SHOPPING.AGGREGATE");
    correct(scene.mall, CORRECTION).then().statusCode(201);
    correct(scene.mall, Map.of("fields", Map.of("band", "B5"), "ground", "SOURCE_CHECK"))
        .then()
        .statusCode(201);
    List<JsonObject> told = scene.logged("downstream.notified");
    assertThat(told).hasSize(2);
    TestClock.get().pass(Duration.ofDays(17));

    RefusedWrites.during(
        "notification",
        "new.id = '" + told.get(0).getString("notification") + "'",
        () -> {
          answers.raiseOverdue();

          assertThat(RefusedWrites.count()).isPositive();
          assertThat(scene.logged("anomaly.raised")).hasSize(1);
        });

    answers.raiseOverdue();
    answers.raiseOverdue();
    assertThat(scene.logged("anomaly.raised")).hasSize(2);
  }
}
