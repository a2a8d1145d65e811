package dev.tallystick.vault.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.HeldRow;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Adverse information goes when five years have passed since the matter ended (R34). */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class RetentionJobTest {
  private static final String KEYS =
      "select count(*) from data_key where subject = ? and retention = 'ADVERSE'";

  @Inject RetentionJob sweep;
  @Inject DataSource database;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private PersonScene scene;
  private Rows rows;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    scene = new PersonScene(log, consent);
    rows = new Rows(database);
  }

  private static LocalDate today() {
    return LocalDate.ofInstant(TestClock.get().instant(), ZoneId.of("Asia/Shanghai"));
  }

  private String ended(LocalDate day) {
    return scene.deposit("BNPL.PERFORMANCE", PersonScene.ADVERSE + ",\"endedOn\":\"" + day + "\"");
  }

  @Test
  void r34_term_isFullAtItsLastDay_andTheKeyGoesWithTheLast() {
    LocalDate before = today().minusYears(5);
    String full = ended(before);
    String later = ended(before.plusDays(40));
    String open = scene.deposit("BNPL.PERFORMANCE", PersonScene.ADVERSE);

    sweep.sweep();
    assertThat(scene.released("BNPL.PERFORMANCE")).as("on the day itself").hasSize(3);
    TestClock.get().pass(java.time.Duration.ofDays(1));
    sweep.sweep();

    assertThat(scene.released("BNPL.PERFORMANCE"))
        .extracting(record -> record.getString("record"))
        .containsExactly(later, open);
    JsonObject expired = scene.logged("record.expired").get(0);
    assertThat(expired.getArray("records").items()).hasSize(1);
    assertThat(expired.getString("endedOn")).isEqualTo(before.toString());
    assertThat(expired.getString("ground")).isEqualTo("ADVERSE_TERM");
    assertThat(rows.one("select gone from record where id = ?", full)).isEqualTo("EXPIRED");
    assertThat(rows.one(KEYS, scene.citizen.subject())).as("something is left").isEqualTo("1");
    assertThat(
            scene
                .mall
                .post(
                    "/v1/records/{id}/corrections",
                    java.util.Map.of(
                        "fields", java.util.Map.of("band", "B9"), "ground", "PROVIDER"),
                    full)
                .statusCode())
        .isEqualTo(410);
  }

  @Test
  void correctedEnd_movesTheDay() {
    String open = scene.deposit("BNPL.PERFORMANCE", PersonScene.ADVERSE);

    scene
        .mall
        .post(
            "/v1/records/{id}/corrections",
            java.util.Map.of(
                "fields",
                java.util.Map.of("band", "B3"),
                "endedOn",
                today().minusYears(5).toString(),
                "ground",
                "PROVIDER"),
            open)
        .then()
        .statusCode(201);
    TestClock.get().pass(java.time.Duration.ofDays(1));
    sweep.sweep();

    assertThat(rows.one("select gone from record where id = ?", open)).isEqualTo("EXPIRED");
  }

  @Test
  void key_isShreddedWhenNothingOfItsClassIsLeft() {
    String last = ended(today().minusYears(5));
    assertThat(rows.one(KEYS, scene.citizen.subject())).isEqualTo("1");

    TestClock.get().pass(java.time.Duration.ofDays(1));
    sweep.sweep();

    assertThat(rows.one("select gone from record where id = ?", last)).isEqualTo("EXPIRED");
    assertThat(rows.one(KEYS, scene.citizen.subject())).isEqualTo("0");
    sweep.sweep();
    assertThat(scene.logged("record.expired")).hasSize(1);
  }

  @Test
  void recordThatDoesNotOpen_stays_andKeepsNoOtherFromGoing() {
    String broken = ended(today().minusYears(5));
    String sealed = rows.one("select encode(sealed, 'hex') from record where id = ?", broken);
    rows.execute("update record set sealed = decode(repeat('00', 80), 'hex') where id = ?", broken);
    scene = new PersonScene(log, consent);
    String behind = ended(today().minusYears(5));

    TestClock.get().pass(java.time.Duration.ofDays(1));
    sweep.sweep();

    assertThat(rows.one("select gone from record where id = ?", behind)).isEqualTo("EXPIRED");
    assertThat(rows.one("select gone from record where id = ?", broken)).isEmpty();
    rows.execute("update record set sealed = decode(?, 'hex') where id = ?", sealed, broken);
    sweep.sweep();
    assertThat(rows.one("select gone from record where id = ?", broken)).isEqualTo("EXPIRED");
  }

  /** Whoever stores about the person may just be sealing under the key that would go. */
  @Test
  @SuppressWarnings("try") // While it is open, the row is locked.
  void personAboutWhomSomebodyStores_hasToWaitForTheNextSweep() {
    String record = ended(today().minusYears(5));
    TestClock.get().pass(java.time.Duration.ofDays(1));
    try (HeldRow unused =
        HeldRow.of(
            database,
            "select 1 from subject where token = ? for key share",
            scene.citizen.subject())) {
      sweep.sweep();
      assertThat(rows.one(KEYS, scene.citizen.subject())).isEqualTo("1");
    }

    sweep.sweep();

    assertThat(rows.one("select gone from record where id = ?", record)).isEqualTo("EXPIRED");
    assertThat(rows.one(KEYS, scene.citizen.subject())).isEqualTo("0");
  }
}
