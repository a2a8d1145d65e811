package dev.tallystick.vault.objection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** "That was not me": an objection to a report that somebody bought in the person's name. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class ReleaseObjectionTest {
  private static final String BANK = "bank-riverside";
  private static final String WHY = "I have never asked this bank for anything.";

  @Inject DataSource database;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private PersonScene scene;
  private PartyDesk bank;
  private String release;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    scene = new PersonScene(log, consent);
    bank = new PartyDesk(BANK, "lender", consent);
    release = "019c1190-5e80-771c-8ffb-" + UUID.randomUUID().toString().substring(24);
  }

  private Response object(String party, String... releases) {
    return scene.citizen.post(
        "/v1/me/objections",
        Map.of("party", party, "releases", List.of(releases), "statement", WHY));
  }

  @Test
  void r46_objectionToAReport_namesItInTheLog_andTellsNobodyTheWords() {
    Response response = object(BANK, release);

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
    JsonObject filed = scene.logged("objection.filed").get(0);
    assertThat(filed.getString("party")).isEqualTo(BANK);
    assertThat(filed.getArray("releases")).isEqualTo(JsonArray.ofStrings(List.of(release)));
    assertThat(filed.has("records")).isFalse();
    assertThat(CanonicalJson.text(filed)).doesNotContain("never asked this bank");
    assertThat(scene.citizen.get("/v1/me/objections").jsonPath().getString("objections[0].dueOn"))
        .isEqualTo(filed.getString("dueOn"));
    assertThat(object(BANK, release).jsonPath().getString("objection"))
        .as("the same again")
        .isEqualTo(response.jsonPath().getString("objection"));
    assertThat(scene.logged("objection.filed")).hasSize(1);
  }

  @Test
  void answer_isTheNamedPartysAlone_andThePersonReadsIt() {
    String objection = object(BANK, release).jsonPath().getString("objection");
    Map<String, String> answer =
        Map.of("outcome", "UNVERIFIABLE", "answer", "Somebody used your name. We told the police.");

    assertThat(bank.get("/v1/objections").jsonPath().getList("objections.objection"))
        .contains(objection);
    assertThat(scene.bureau.post("/v1/objections/{id}/answer", answer, objection).statusCode())
        .isEqualTo(404);
    assertThat(bank.post("/v1/objections/{id}/answer", answer, objection).statusCode())
        .isEqualTo(200);

    assertThat(scene.citizen.get("/v1/me/objections").jsonPath().getString("objections[0].answer"))
        .contains("told the police");
    assertThat(scene.logged("objection.resolved").get(0).getString("outcome"))
        .isEqualTo("UNVERIFIABLE");
  }

  @Test
  void reportAboutSomebodyElse_isNotThePersonsToDisputeIt() throws Exception {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into reported_row (release, digest, subject, recipient) values (?, ?, ?, ?)")) {
      insert.setObject(1, UUID.fromString(release));
      insert.setBytes(2, new byte[32]);
      insert.setString(3, "sub_of_somebody_else");
      insert.setString(4, BANK);
      insert.executeUpdate();
    }

    Response response = object(BANK, release);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.jsonPath().getString("code")).isEqualTo("RELEASE_UNKNOWN");
    assertThat(scene.logged("objection.filed")).isEmpty();
  }

  @Test
  void objection_isToRecordsOrToReleasesOfAPartyThatCanAnswer() {
    String record = scene.deposit("SHOPPING.AGGREGATE", "");

    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("statement", WHY),
            Map.of("statement", WHY, "releases", List.of(release)),
            Map.of("statement", WHY, "party", BANK, "records", List.of(record)),
            Map.of("statement", WHY, "party", "nobody", "releases", List.of(release)))) {
      Response response = scene.citizen.post("/v1/me/objections", wrong);
      assertThat(response.statusCode()).as(response.asString()).isEqualTo(422);
      assertThat(response.jsonPath().getString("code")).isEqualTo("OBJECTION_PARTIES");
    }
    assertThat(scene.logged("objection.filed")).isEmpty();
  }
}
