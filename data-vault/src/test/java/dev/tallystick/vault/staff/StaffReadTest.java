package dev.tallystick.vault.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Staff say why they look, and the person sees that they did (R52). */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class StaffReadTest {
  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private PersonScene scene;
  private Map<String, Object> request;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    scene = new PersonScene(log, consent);
    scene.deposit("SHOPPING.AGGREGATE", "");
    request =
        new HashMap<>(
            Map.of(
                "subject",
                scene.citizen.subject(),
                "categories",
                List.of("SHOPPING.AGGREGATE"),
                "manner",
                "SCREEN",
                "purpose",
                "CUSTOMER_SERVICE",
                "ticket",
                "T-4711"));
  }

  @AfterEach
  void repair() {
    log.faults().goAway(false);
  }

  @Test
  void read_showsTheRecords_andTellsThePersonPurposeAndTimeOnly() {
    Response response = scene.mall.postAsClerk("clerk-7", "/v1/staff-reads", request);

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    assertThat(response.jsonPath().getString("records[0].content.fields.band")).isEqualTo("B3");
    var entry = scene.entries("staff.read").get(0);
    JsonObject internal = entry.event().internal().orElseThrow();
    assertThat(entry.event().data().getString("purpose")).isEqualTo("CUSTOMER_SERVICE");
    assertThat(CanonicalJson.text(entry.event().body().toJson()))
        .doesNotContain("clerk-7", "T-4711");
    assertThat(internal.getString("staff")).isEqualTo("clerk-7");
    assertThat(internal.getString("ticket")).isEqualTo("T-4711");
    assertThat(response.jsonPath().getString("event")).isEqualTo(entry.event().id().toString());
  }

  @Test
  void r52_read_withoutAnyOfItsReasons_isRefused() {
    for (String missing : List.of("manner", "purpose", "ticket")) {
      Map<String, Object> without = new HashMap<>(request);
      without.remove(missing);

      Response response = scene.mall.postAsClerk("clerk-7", "/v1/staff-reads", without);

      assertThat(response.statusCode()).as(missing).isEqualTo(403);
      assertThat(response.jsonPath().getString("code")).isEqualTo("STAFF_PURPOSE_REQUIRED");
      assertThat(response.jsonPath().getString("field")).isEqualTo(missing);
    }
    assertThat(scene.mall.post("/v1/staff-reads", request).statusCode())
        .as("a machine is no clerk")
        .isEqualTo(403);
    assertThat(scene.entries("staff.read")).isEmpty();
  }

  @Test
  void r64_read_whileTheLogIsAway_showsNothing() {
    log.faults().goAway(true);

    Response response = scene.mall.postAsClerk("clerk-7", "/v1/staff-reads", request);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.asString()).doesNotContain("\"B3\"");
  }

  @Test
  void read_ofAnotherPlatformsOrRestrictedRecords_isRefused() {
    assertThat(scene.ride.postAsClerk("clerk-9", "/v1/staff-reads", request).statusCode())
        .isEqualTo(404);
    String adverse = scene.deposit("BNPL.PERFORMANCE", PersonScene.ADVERSE);
    scene.citizen.erase(Map.of()).then().statusCode(202);
    request.put("categories", List.of("BNPL.PERFORMANCE"));

    Response held = scene.mall.postAsClerk("clerk-7", "/v1/staff-reads", request);

    assertThat(adverse).startsWith("rec_");
    assertThat(held.statusCode()).isEqualTo(423);
    assertThat(held.jsonPath().getString("code")).isEqualTo("RECORD_RESTRICTED");
  }
}
