package dev.tallystick.vault;

import static dev.tallystick.vault.PartyDesk.line;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.houserules.log.ScriptedEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A record leads to its deposit, and the deposit is in each release of it. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class RecordTraceTest extends WithDepositedRecord {
  private Response trace(String token) {
    return given().auth().oauth2(token).get("/v1/records/" + record + "/lineage?purpose=CASE-7");
  }

  private static String overseer(String role, String scope) {
    return Tokens.claims(role)
        .audience("data-vault")
        .subject(role + "-1")
        .claim("audit_scope", scope)
        .sign();
  }

  /** The events of the deposits that a release names to its recipient and auditors. */
  private static List<String> deposits(ScriptedEvent release) {
    return release.event().internal().orElseThrow().getArray("deposits").items().stream()
        .flatMap(group -> ((JsonObject) group).getArray("events").items().stream())
        .map(event -> ((JsonString) event).value())
        .toList();
  }

  private static void deposit(PartyDesk platform, String line) {
    List<JsonObject> unused = platform.deposit(line);
  }

  private String depositEvent() {
    List<ScriptedEvent> deposited = log.entries("records.deposited");
    return deposited.get(deposited.size() - 1).event().id().toString();
  }

  @Test
  void release_namesTheDepositsOfItsRecords_toNobodyButRecipientAndAuditors() {
    String first = depositEvent();
    deposit(scene.mall, line(scene.person, "SHOPPING.AGGREGATE", "").replace("B3", "B7"));
    String second = depositEvent();
    deposit(scene.ride, line(scene.person, "TRAVEL.AGGREGATE", ""));

    scene.release("SHOPPING.AGGREGATE").then().statusCode(200);
    scene.release("SHOPPING.AGGREGATE").then().statusCode(200);

    List<ScriptedEvent> releases = scene.entries("data.released");
    assertThat(releases).hasSize(2);
    for (ScriptedEvent release : releases) {
      assertThat(deposits(release)).containsExactlyInAnyOrder(first, second).isSorted();
      assertThat(CanonicalJson.text(release.event().body().toJson())).doesNotContain(first);
    }
  }

  @Test
  void trace_leadsToTheDepositAndToEachRelease() {
    String deposit = depositEvent();
    scene.release("SHOPPING.AGGREGATE").then().statusCode(200);
    scene
        .mall
        .post(
            "/v1/records/{id}/corrections",
            Map.of("fields", Map.of("band", "B4"), "ground", "PROVIDER"),
            record)
        .then()
        .statusCode(201);
    scene.release("SHOPPING.AGGREGATE").then().statusCode(200);

    for (String token :
        List.of(
            scene.citizen.token(),
            scene.mall.token(),
            overseer("auditor", "*"),
            overseer("auditor", "mall-east"),
            overseer("regulator", ""))) {
      Response response = trace(token);
      assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
      JsonPath trace = response.jsonPath();
      assertThat(trace.getString("deposit")).isEqualTo(deposit);
      assertThat(trace.getString("chunk")).startsWith("chk_");
      assertThat(trace.getList("releases.version")).containsExactly(1, 2);
      assertThat(trace.getList("releases.to")).containsOnly("bureau-north");
      assertThat(trace.getList("releases.release"))
          .containsExactlyElementsOf(
              scene.entries("data.released").stream()
                  .map(entry -> (Object) entry.event().id().toString())
                  .toList());
      assertThat(response.asString()).doesNotContain("B3", "B4", "sub_");
    }
    ScriptedEvent corrected = scene.entries("record.corrected").get(0);
    assertThat(corrected.event().internal().orElseThrow().getString("deposit")).isEqualTo(deposit);
  }

  @Test
  void trace_ofAnothersRecordLooksLikeNone() {
    CitizenDesk stranger = new CitizenDesk(scene.bureau.subject(PartyDesk.idCard()));
    for (String token :
        List.of(stranger.token(), scene.ride.token(), overseer("auditor", "ride-west"))) {
      Response response = trace(token);
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.jsonPath().getString("code")).isEqualTo("RECORD_UNKNOWN");
    }
    assertThat(scene.logged("staff.read")).isEmpty();
    assertThat(trace(scene.bureau.token()).statusCode()).isEqualTo(403);
  }

  /** The person finds each look, and where none can be logged there is none. */
  @Test
  void trace_byAnAuditorOrTheRegulator_isInThePersonsListFirst() {
    trace(overseer("auditor", "*")).then().statusCode(200);
    trace(overseer("regulator", "")).then().statusCode(200);
    trace(scene.citizen.token()).then().statusCode(200);

    List<ScriptedEvent> reads = scene.entries("staff.read");
    assertThat(reads).hasSize(2);
    for (ScriptedEvent read : reads) {
      assertThat(read.event().data().getString("purpose")).isEqualTo("LINEAGE");
      assertThat(CanonicalJson.text(read.event().data())).contains(record);
      assertThat(read.event().internal().orElseThrow().getString("ticket")).isEqualTo("CASE-7");
    }
    log.faults().goAway(true);
    assertThat(trace(overseer("auditor", "*")).statusCode()).isEqualTo(503);
    assertThat(trace(scene.mall.token()).statusCode()).isEqualTo(200);
  }
}
