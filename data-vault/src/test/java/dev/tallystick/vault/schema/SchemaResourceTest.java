package dev.tallystick.vault.schema;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class SchemaResourceTest {
  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  @Test
  void list_isForEverybody_andItsPathsLeadToTheSchemas() {
    JsonPath list = given().get("/v1/schemas").then().statusCode(200).extract().jsonPath();

    List<String> paths = list.getList("schemas.path");
    assertThat(paths).contains("/v1/schemas/SHOPPING.AGGREGATE/1", "/v1/schemas/GENERIC/1");
    assertThat(
            given()
                .get("/v1/schemas/ACCOUNT.BALANCE/1")
                .then()
                .statusCode(200)
                .contentType("application/schema+json")
                .extract()
                .asString())
        .isEqualTo(ContentSchemas.shipped().newest("ACCOUNT.BALANCE").text());
    given().get("/v1/schemas/ACCOUNT.BALANCE/2").then().statusCode(404);
    given().get("/v1/schemas/NEW.CATEGORY/1").then().statusCode(404);
  }

  @Test
  void line_isJudgedByTheVersionThatItNames_andThePersonSeesWhich() {
    PersonScene scene = new PersonScene(log, consent);
    String good = PartyDesk.line(scene.person, "SHOPPING.AGGREGATE", ",\"schema\":1");

    scene.mall.deposit(good);
    List<JsonObject> refused =
        PartyDesk.lines(
            scene.mall.importLines(
                good.replace("\"schema\":1", "\"schema\":9"),
                good.replace("\"B3\"", "\"B3\",\"returnRatePercent\":101")));

    assertThat(scene.citizen.get("/v1/me/records").jsonPath().getInt("records[0].schema"))
        .isEqualTo(1);
    assertThat(scene.released("SHOPPING.AGGREGATE").get(0).getInteger("schema")).isEqualTo(1);
    assertThat(refused.get(0).getString("code")).isEqualTo("SCHEMA_UNKNOWN");
    assertThat(refused.get(1).getString("code")).isEqualTo("CONTENT_INVALID");
    assertThat(refused.get(1).getString("field")).isEqualTo("fields/returnRatePercent");
    assertThat(refused.get(1).getString("rule")).isEqualTo("maximum");
  }
}
