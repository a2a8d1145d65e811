package dev.tallystick.vault.right;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.DepositStatement;
import dev.tallystick.party.Expected;
import dev.tallystick.party.RecordDigests;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.vault.CitizenDesk;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.Tokens;
import dev.tallystick.vault.VaultWorld;
import dev.tallystick.vault.WithDepositedRecord;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A person sees, proves, carries away, comments and restricts what is kept about them. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class MyRecordsTest extends WithDepositedRecord {
  private static final String STATEMENT = "The parcel came back, that is why.";

  @Inject DataSource database;

  @Test
  void records_areShownWithWhereTheyCameFrom_toTheirPersonAlone() {
    scene.ride.deposit(PartyDesk.line(scene.person, "TRAVEL.AGGREGATE", ""));

    JsonObject page = PartyDesk.parse(scene.citizen.get("/v1/me/records").asString());

    assertThat(page.getArray("records").items()).hasSize(2);
    JsonObject first = (JsonObject) page.getArray("records").items().get(0);
    assertThat(first.getString("record")).isEqualTo(record);
    assertThat(first.getString("provider")).isEqualTo("mall-east");
    assertThat(first.getInteger("version")).isEqualTo(1);
    assertThat(first.getObject("content").getString("source")).isEqualTo("own order system");
    assertThat(first.getObject("content").getObject("fields").getString("band")).isEqualTo("B3");
    assertThat(page.has("next")).isFalse();
    CitizenDesk stranger = new CitizenDesk(scene.bureau.subject(PartyDesk.idCard()));
    assertThat(stranger.get("/v1/me/records").jsonPath().getList("records")).isEmpty();
    for (String what : List.of("statement", "restriction")) {
      Map<String, Object> body =
          what.equals("statement") ? Map.of("text", "mine") : Map.of("restricted", true);
      assertThat(stranger.post("/v1/me/records/{id}/" + what, body, record).statusCode())
          .as(what)
          .isEqualTo(404);
    }
  }

  @Test
  void deposits_proveThatTheRecordWasInAChunkThatThePlatformHasSigned() throws Exception {
    scene.mall.deposit(
        PartyDesk.line(PartyDesk.idCard(), "FOOD.AGGREGATE", ""),
        PartyDesk.line(scene.person, "FOOD.AGGREGATE", ""),
        PartyDesk.line(PartyDesk.idCard(), "FOOD.AGGREGATE", ""));

    JsonObject answer = PartyDesk.parse(scene.citizen.get("/v1/me/deposits").asString());

    assertThat(answer.getArray("deposits").items()).hasSize(2);
    JsonObject proof = (JsonObject) answer.getArray("deposits").items().get(1);
    DepositStatement signed =
        DepositStatement.verify(
            proof.getString("signature"),
            VerificationKeys.of(consent.keysOf("mall-east").signingKey().verificationKey()),
            new Expected("mall-east", "data-vault", TestClock.get().instant()));
    Hash digest = Hash.fromHex(proof.getString("digest"));
    List<Hash> path =
        proof.findArray("path").map(JsonArray::items).orElse(List.of()).stream()
            .map(item -> Hash.fromHex(((JsonString) item).value()))
            .toList();
    assertThat(signed.chunk()).isEqualTo(proof.getString("chunk"));
    assertThat(signed.root().hex()).isEqualTo(proof.getString("root"));
    assertThat(signed.count()).isEqualTo(proof.getInteger("size")).isEqualTo(3);
    assertThat(proof.getInteger("index")).isEqualTo(1);
    assertThat(new InclusionProof(1, path).proves(Merkle.leafHash(digest), 3, signed.root()))
        .isTrue();
    // And the digest is that of what the person is shown.
    JsonObject shown =
        (JsonObject)
            PartyDesk.parse(scene.citizen.get("/v1/me/records").asString())
                .getArray("records")
                .items()
                .get(1);
    assertThat(
            RecordDigests.digest(
                Base64.getUrlDecoder().decode(proof.getString("salt")), shown.getObject("content")))
        .isEqualTo(digest);
    assertThat(log.entries("records.deposited"))
        .anySatisfy(
            entry -> {
              assertThat(entry.event().id().toString()).isEqualTo(proof.getString("event"));
              assertThat(entry.event().data().getString("root")).isEqualTo(proof.getString("root"));
            });
  }

  @Test
  void r45_export_needsAFreshLogIn() {
    String stale = scene.citizen.token(TestClock.get().instant().minusSeconds(901));
    String unknown =
        Tokens.claims("citizen")
            .audience("data-vault")
            .claim("subject", scene.citizen.subject())
            .sign();

    for (String token : List.of(stale, unknown)) {
      Response refused =
          given()
              .auth()
              .oauth2(token)
              .contentType("application/json")
              .body(Map.of())
              .post("/v1/me/exports");

      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.jsonPath().getString("code")).isEqualTo("IDENTITY_NOT_VERIFIED");
      assertThat(refused.jsonPath().getString("ruleId")).isEqualTo("R45");
    }
    assertThat(scene.logged("right.fulfilled")).isEmpty();
  }

  @Test
  void export_holdsWhatWasCollectedOnConsentOrContract_andTheLogHasItsDigest() {
    scene.deposit("DERIVED.SCORE", ",\"inputs\":[\"" + record + "\"]");

    byte[] export =
        scene.citizen.post("/v1/me/exports", Map.of("handedTo", "bank-riverside")).asByteArray();

    JsonObject json = PartyDesk.parse(new String(export, java.nio.charset.StandardCharsets.UTF_8));
    assertThat(json.getInteger("count")).isEqualTo(1);
    JsonObject item = (JsonObject) json.getArray("records").items().get(0);
    assertThat(item.getString("category")).isEqualTo("SHOPPING.AGGREGATE");
    assertThat(RecordDigests.ofReleased(item)).isNotNull();
    JsonObject fulfilled = scene.logged("right.fulfilled").get(0);
    assertThat(fulfilled.getString("answerDigest")).isEqualTo(Hash.sha256(export).hex());
    assertThat(fulfilled.getString("party")).isEqualTo("mall-east");
    assertThat(fulfilled.getString("handedTo")).isEqualTo("bank-riverside");
    assertThat(scene.logged("right.requested").get(0).getString("right"))
        .isEqualTo(fulfilled.getString("right"));
  }

  @Test
  void r35_statement_travelsWithEveryRelease() {
    scene
        .citizen
        .post("/v1/me/records/{id}/statement", Map.of("text", STATEMENT), record)
        .then()
        .statusCode(204);

    JsonObject released = scene.released("SHOPPING.AGGREGATE").get(0);
    assertThat(released.findString("statement")).contains(STATEMENT);
    JsonObject annotated = scene.logged("record.annotated").get(0);
    assertThat(annotated.getString("mark")).isEqualTo("STATEMENT");
    assertThat(CanonicalJson.text(annotated)).doesNotContain("parcel");

    scene.citizen.post("/v1/me/records/{id}/statement", Map.of(), record).then().statusCode(204);
    assertThat(scene.released("SHOPPING.AGGREGATE").get(0).has("statement")).isFalse();
    assertThat(scene.logged("record.annotated").get(1).getString("state")).isEqualTo("REMOVED");
  }

  /** What the platform deposits again has no words of the person. */
  @Test
  void statement_isGoneAfterAnErasure() {
    scene
        .citizen
        .post("/v1/me/records/{id}/statement", Map.of("text", STATEMENT), record)
        .then()
        .statusCode(204);
    assertThat(scene.released("SHOPPING.AGGREGATE").get(0).has("statement")).isTrue();

    scene.citizen.erase(Map.of("provider", "mall-east")).then().statusCode(202);

    assertThat(scene.released("SHOPPING.AGGREGATE")).isEmpty();
    Rows rows = new Rows(database);
    assertThat(rows.one("select count(*) from record_mark where record = ?", record))
        .isEqualTo("0");
    scene.deposit("SHOPPING.AGGREGATE", "");
    assertThat(scene.released("SHOPPING.AGGREGATE").get(0).has("statement")).isFalse();
  }

  @Test
  void restriction_keepsTheRecordOutOfUse_untilItIsLifted() {
    scene
        .citizen
        .post("/v1/me/records/{id}/restriction", Map.of("restricted", true), record)
        .then()
        .statusCode(204);

    assertThat(scene.released("SHOPPING.AGGREGATE")).isEmpty();
    assertThat(scene.citizen.get("/v1/me/records").jsonPath().getString("records[0].restricted"))
        .isEqualTo("OBJECTION");

    scene
        .citizen
        .post("/v1/me/records/{id}/restriction", Map.of("restricted", false), record)
        .then()
        .statusCode(204);
    assertThat(scene.released("SHOPPING.AGGREGATE")).hasSize(1);
    assertThat(scene.logged("record.restricted"))
        .extracting(data -> data.getString("state"))
        .containsExactly("SET", "LIFTED");
  }

  @Test
  void restrictionByLaw_isNotLifted() {
    String adverse = scene.deposit("BNPL.PERFORMANCE", PersonScene.ADVERSE);
    scene.citizen.erase(Map.of()).then().statusCode(202);

    assertThat(
            scene
                .citizen
                .post("/v1/me/records/{id}/restriction", Map.of("restricted", false), adverse)
                .statusCode())
        .isEqualTo(423);
    assertThat(
            scene
                .citizen
                .post("/v1/me/records/{id}/statement", Map.of("text", "x"), record)
                .statusCode())
        .as("erased")
        .isEqualTo(410);
  }
}
