package dev.tallystick.vault.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.CitizenDesk;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultWorld;
import dev.tallystick.vault.record.SaltedText;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A complaint has a term from its acceptance on, and nobody dates an answer back (R47). */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class ComplaintTest {
  private static final String AUTHORITY = "credit-authority";
  private static final String WHY = "They sold what I had asked them to delete.";
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @Inject AcceptComplaint acceptance;
  @Inject AnswerComplaint answers;
  @Inject DataSource database;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private PersonScene scene;
  private PartyDesk authority;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    scene = new PersonScene(log, consent);
    authority = new PartyDesk(AUTHORITY, "regulator", consent);
  }

  @AfterEach
  void repair() {
    log.faults().goAway(false);
  }

  private Response complain(String against) {
    return complain(scene.citizen, against);
  }

  private static Response complain(CitizenDesk person, String against) {
    return person.post(
        "/v1/me/complaints", Map.of("authority", AUTHORITY, "against", against, "statement", WHY));
  }

  private String filed() {
    Response response = complain("mall-east");
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
    return response.jsonPath().getString("complaint");
  }

  private String accepted() {
    String complaint = filed();
    authority.post("/v1/complaints/{id}/acceptance", Map.of(), complaint).then().statusCode(200);
    return complaint;
  }

  private Response decide(String complaint, Map<String, Object> more) {
    Map<String, Object> body = new java.util.HashMap<>(more);
    body.putIfAbsent("outcome", "UPHELD");
    body.put("answer", "The platform has to delete it.");
    return authority.post("/v1/complaints/{id}/answer", body, complaint);
  }

  private List<JsonObject> missed(String complaint) {
    List<String> accepted =
        scene.entries("complaint.accepted").stream()
            .filter(entry -> entry.event().data().getString("complaint").equals(complaint))
            .map(entry -> entry.event().id().toString())
            .toList();
    return log.entries("obligation.missed").stream()
        .map(entry -> entry.event().data())
        .filter(data -> accepted.contains(data.findString("about").orElse("")))
        .toList();
  }

  @Test
  void complaint_isInThePersonsList_andTheLogHasNoWordOfIt() {
    Response response = complain("mall-east");

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
    JsonObject filed = scene.logged("complaint.filed").get(0);
    LocalDate today = LocalDate.ofInstant(TestClock.get().instant(), ZONE);
    assertThat(filed.getString("acceptBy")).isEqualTo(today.plusDays(5).toString());
    SaltedText statement = new SaltedText(response.jsonPath().getString("statement.salt"), WHY);
    assertThat(filed.getString("statement")).isEqualTo(statement.digest().hex());
    assertThat(log.entries().toString() + filed).doesNotContain("asked them to delete");
    assertThat(complain("mall-east").jsonPath().getString("complaint"))
        .as("the same again")
        .isEqualTo(filed.getString("complaint"));
    assertThat(scene.logged("complaint.filed")).hasSize(1);
    assertThat(authority.get("/v1/complaints").jsonPath().getList("complaints.complaint"))
        .contains(filed.getString("complaint"));
    assertThat(scene.mall.get("/v1/complaints").jsonPath().getList("complaints.complaint"))
        .as("not before it is accepted")
        .doesNotContain(filed.getString("complaint"));
  }

  @Test
  void term_runsFromTheAcceptance_dayThirtyIsInTime() {
    String complaint = filed();
    TestClock.get().pass(Duration.ofDays(3));
    authority.post("/v1/complaints/{id}/acceptance", Map.of(), complaint).then().statusCode(200);
    LocalDate day = LocalDate.ofInstant(TestClock.get().instant(), ZONE);
    assertThat(scene.logged("complaint.accepted").get(0).getString("dueOn"))
        .isEqualTo(day.plusDays(30).toString());
    authority.post("/v1/complaints/{id}/acceptance", Map.of(), complaint).then().statusCode(200);
    assertThat(scene.logged("complaint.accepted")).as("once").hasSize(1);

    TestClock.get().pass(Duration.ofDays(30));
    answers.tellMissed();
    Response decided = decide(complaint, Map.of());

    assertThat(decided.statusCode()).as(decided.asString()).isEqualTo(200);
    assertThat(decided.asString()).doesNotContain("asked them to delete");
    assertThat(missed(complaint)).isEmpty();
    assertThat(scene.logged("complaint.answered").get(0).getBoolean("late")).isFalse();
    assertThat(
            scene
                .citizen
                .get("/v1/me/complaints")
                .jsonPath()
                .getString("complaints[0].decision.text"))
        .isEqualTo("The platform has to delete it.");
    assertThat(decide(complaint, Map.of()).jsonPath().getString("code"))
        .isEqualTo("COMPLAINT_ANSWERED");
  }

  @Test
  void r47_dayThirtyOne_isMissed_andALateAnswerSaysSo() {
    String complaint = accepted();

    TestClock.get().pass(Duration.ofDays(31));
    answers.tellMissed();
    answers.tellMissed();

    assertThat(missed(complaint))
        .extracting(data -> data.getString("party") + " " + data.getString("duty"))
        .containsExactly(AUTHORITY + " COMPLAINT");
    decide(complaint, Map.of("outcome", "REJECTED")).then().statusCode(200);
    JsonObject answer = scene.logged("complaint.answered").get(0);
    assertThat(answer.getBoolean("late")).isTrue();
    assertThat(answer.getString("outcome")).isEqualTo("REJECTED");
    assertThat(scene.citizen.get("/v1/me/complaints").jsonPath().getBoolean("complaints[0].late"))
        .isTrue();
  }

  /** The authority would rather have answered on the last day. */
  @Test
  void r47_answerDatedBack_isRefused_andTheRefusalIsInTheLog() {
    String complaint = accepted();
    Instant inTime = TestClock.get().instant().plus(Duration.ofDays(29));
    TestClock.get().pass(Duration.ofDays(31));

    Response refused = decide(complaint, Map.of("answeredAt", inTime.toString()));

    assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
    assertThat(refused.jsonPath().getString("code")).isEqualTo("BACKDATED_ANSWER");
    assertThat(refused.jsonPath().getString("ruleId")).isEqualTo("R47");
    List<ScriptedEvent> denials = log.entries("data.denied");
    ScriptedEvent denied = denials.get(denials.size() - 1);
    assertThat(refused.jsonPath().getString("auditEventId"))
        .isEqualTo(denied.event().id().toString());
    assertThat(denied.event().data().getString("step")).isEqualTo("COMPLAINT");
    assertThat(denied.event().data().getString("caller")).isEqualTo(AUTHORITY);
    assertThat(scene.logged("complaint.answered")).isEmpty();
    Instant later = TestClock.get().instant().plus(Duration.ofHours(1));
    assertThat(
            decide(complaint, Map.of("answeredAt", later.toString())).jsonPath().getString("code"))
        .isEqualTo("COMPLAINT_ANSWER_INVALID");
    decide(complaint, Map.of("answeredAt", TestClock.get().instant().toString()))
        .then()
        .statusCode(200);
    assertThat(scene.logged("complaint.answered").get(0).getBoolean("late")).isTrue();
  }

  /** An authority that accepts nothing keeps no term from beginning. */
  @Test
  void r47_complaintThatNobodyAccepts_isAcceptedByTheTerm() {
    String complaint = filed();
    TestClock.get().pass(Duration.ofDays(5));
    acceptance.acceptOverdue();
    assertThat(scene.logged("complaint.accepted")).isEmpty();
    assertThat(decide(complaint, Map.of()).jsonPath().getString("code"))
        .isEqualTo("COMPLAINT_NOT_ACCEPTED");

    TestClock.get().pass(Duration.ofDays(1));
    acceptance.acceptOverdue();

    assertThat(scene.logged("complaint.accepted"))
        .extracting(accepted -> accepted.getString("by"))
        .containsExactly("TERM");
    TestClock.get().pass(Duration.ofDays(31));
    answers.tellMissed();
    assertThat(missed(complaint)).hasSize(1);
  }

  @Test
  void party_hasOneWord_andDecidesNothing() {
    String complaint = accepted();
    Map<String, String> word = Map.of("answer", "It was deleted the same day.");

    assertThat(scene.ride.post("/v1/complaints/{id}/answer", word, complaint).statusCode())
        .as("another platform")
        .isEqualTo(404);
    assertThat(
            scene
                .mall
                .post(
                    "/v1/complaints/{id}/answer",
                    Map.of("answer", "No.", "outcome", "REJECTED"),
                    complaint)
                .jsonPath()
                .getString("code"))
        .isEqualTo("COMPLAINT_ANSWER_INVALID");
    scene.mall.post("/v1/complaints/{id}/answer", word, complaint).then().statusCode(200);
    assertThat(
            scene
                .mall
                .post("/v1/complaints/{id}/answer", word, complaint)
                .jsonPath()
                .getString("code"))
        .isEqualTo("COMPLAINT_ANSWERED");

    assertThat(scene.logged("complaint.answered"))
        .extracting(data -> data.getString("by") + data.findString("outcome").orElse(""))
        .containsExactly("PARTY");
    assertThat(
            scene.citizen.get("/v1/me/complaints").jsonPath().getString("complaints[0].reply.text"))
        .isEqualTo("It was deleted the same day.");
    decide(complaint, Map.of()).then().statusCode(200);
  }

  @Test
  void complaint_toNoAuthorityOrAboutNobody_isRefused() {
    for (String nobody : List.of(AUTHORITY, "nobody-at-all")) {
      assertThat(complain(nobody).jsonPath().getString("code"))
          .as(nobody)
          .isEqualTo("COMPLAINT_PARTY_INVALID");
    }
    assertThat(
            scene
                .citizen
                .post(
                    "/v1/me/complaints",
                    Map.of("authority", "mall-east", "against", "ride-west", "statement", WHY))
                .jsonPath()
                .getString("field"))
        .isEqualTo("authority");
    assertThat(scene.logged("complaint.filed")).isEmpty();
    PartyDesk elsewhere = new PartyDesk("other-authority", "regulator", consent);
    assertThat(elsewhere.post("/v1/complaints/{id}/acceptance", Map.of(), filed()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void erasure_takesTheWords_andNobodyHasToAnswer() {
    String complaint = accepted();

    scene.citizen.erase(Map.of()).then().statusCode(202);

    Rows.await(() -> scene.logged("complaint.withdrawn").size() == 1);
    assertThat(scene.citizen.get("/v1/me/complaints").jsonPath().getList("complaints")).isEmpty();
    assertThat(authority.get("/v1/complaints").asString()).doesNotContain(complaint);
    assertThat(
            new Rows(database).one("select sealed is null from complaint where id = ?", complaint))
        .isEqualTo("t");
    assertThat(decide(complaint, Map.of()).statusCode()).isEqualTo(404);
    TestClock.get().pass(Duration.ofDays(40));
    answers.tellMissed();
    assertThat(missed(complaint)).isEmpty();
  }

  /** Who was erased may complain of that; the second erasure takes these words too. */
  @Test
  void complaintAfterAnErasure_goesWithTheNext() {
    scene.citizen.erase(Map.of()).then().statusCode(202);
    String complaint = filed();

    scene.citizen.erase(Map.of()).then().statusCode(202);

    Rows.await(
        () ->
            new Rows(database)
                .one("select sealed is null from complaint where id = ?", complaint)
                .equals("t"));
  }

  /** A party's erasure leaves what is the person's own. */
  @Test
  void erasureAtOneParty_keepsTheComplaintAboutIt() {
    scene.deposit("SHOPPING.AGGREGATE", "");
    String complaint = accepted();

    scene.citizen.erase(Map.of("provider", "mall-east")).then().statusCode(202);

    assertThat(
            scene
                .citizen
                .get("/v1/me/complaints")
                .jsonPath()
                .getString("complaints[0].statement.text"))
        .isEqualTo(WHY);
    decide(complaint, Map.of()).then().statusCode(200);
  }

  /** The person has written to the authority, and sees all the same when it reads. */
  @Test
  void authority_readsNothingUnseen() {
    String complaint = filed();
    assertThat(scene.entries("staff.read")).isEmpty();

    Response seen = authority.get("/v1/complaints");

    assertThat(seen.jsonPath().getList("complaints.complaint")).contains(complaint);
    ScriptedEvent read = scene.entries("staff.read").get(0);
    assertThat(read.event().data().getString("party")).isEqualTo(AUTHORITY);
    assertThat(read.event().data().getString("purpose")).isEqualTo("COMPLAINT_HANDLING");
    log.faults().goAway(true);
    assertThat(authority.get("/v1/complaints").asString())
        .as("what cannot be told of is not shown")
        .doesNotContain(complaint);
  }

  @Test
  void clerk_saysWhyTheyRead_andThePersonSeesPurposeAndTime() {
    String complaint = accepted();
    assertThat(scene.mall.getAsClerk("clerk-7", "/v1/complaints", Map.of()).statusCode())
        .isEqualTo(403);
    assertThat(scene.entries("staff.read")).isEmpty();

    Response seen =
        scene.mall.getAsClerk(
            "clerk-7",
            "/v1/complaints",
            Map.of(
                "Staff-Manner", "SCREEN",
                "Staff-Purpose", "COMPLAINT_HANDLING",
                "Staff-Ticket", "T-4711"));

    assertThat(seen.jsonPath().getList("complaints.complaint")).contains(complaint);
    ScriptedEvent read = scene.entries("staff.read").get(0);
    assertThat(CanonicalJson.text(read.event().body().toJson()))
        .contains("COMPLAINT_HANDLING")
        .doesNotContain("clerk-7", "T-4711");
    assertThat(read.event().internal().orElseThrow().getString("staff")).isEqualTo("clerk-7");
    log.faults().goAway(true);
    assertThat(
            scene
                .mall
                .getAsClerk(
                    "clerk-7",
                    "/v1/complaints",
                    Map.of(
                        "Staff-Manner", "SCREEN",
                        "Staff-Purpose", "COMPLAINT_HANDLING",
                        "Staff-Ticket", "T-4712"))
                .asString())
        .doesNotContain(complaint);
  }
}
