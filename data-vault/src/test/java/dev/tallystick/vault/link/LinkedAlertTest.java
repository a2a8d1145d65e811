package dev.tallystick.vault.link;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.MailServer;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has several identifiers is told of what happens under each, while they are linked. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
@WithTestResource(MailServer.class)
class LinkedAlertTest {
  @Inject DataSource database;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private LinkScene scene;
  private Rows rows;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    scene = new LinkScene(log, consent);
    rows = new Rows(database);
  }

  /** An address that the person sets by the card, and has confirmed. */
  private void subscribe() {
    given()
        .auth()
        .oauth2(scene.cardOnly())
        .contentType("application/json")
        .body(
            Map.of(
                "to",
                "jun-" + UUID.randomUUID() + "@post.example",
                "pace",
                "DAILY",
                "language",
                "zh"))
        .put("/v1/me/alerts/mail")
        .then()
        .statusCode(200);
    rows.execute(
        "update alert_address set state = 'CONFIRMED', code_hash = null, confirmed_at = set_at"
            + " where subject = ?",
        scene.person);
  }

  private long told() {
    return Long.parseLong(
        rows.one(
            "select count(*) from alert q join alert_address a on a.id = q.address"
                + " where a.subject = ? and q.occasion = 'SALE'",
            scene.person));
  }

  @Test
  void releaseUnderAnotherToken_isToldOnce_asLongAsTheTwoAreLinked() {
    subscribe();
    String claim = scene.link();

    assertThat(scene.releases(scene.customer)).isNotEmpty();
    long releases = scene.logged("data.released").size();
    Rows.await(() -> told() == releases);

    Response undone =
        LinkScene.post(
            scene.both(),
            "/v1/me/identity-claims/{id}/unlinking",
            Map.of("reason", "WRONG_PERSON"),
            claim);
    assertThat(undone.path("state").toString()).isEqualTo("UNLINKED");
    assertThat(scene.releases(scene.customer)).hasSize(1);
    // What the log has after it was told, so what is before it was looked at.
    assertThat(scene.releases(scene.person)).hasSize(1);
    Rows.await(() -> told() > releases);
    assertThat(told()).isEqualTo(releases + 1);
  }
}
