package dev.tallystick.vault.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A derived record goes only where what it was made of may go (R37). */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class RecordLineageTest {
  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private PersonScene scene;
  private String shopping;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    scene = new PersonScene(log, consent);
    shopping = scene.deposit("SHOPPING.AGGREGATE", "");
  }

  private static String from(String... inputs) {
    return ",\"inputs\":[\"" + String.join("\",\"", inputs) + "\"]";
  }

  private long released(String category, String... categories) {
    return scene.released(categories).stream()
        .filter(record -> record.getString("category").equals(category))
        .count();
  }

  @Test
  void derived_isReleasedWithTheCategoriesOfItsInputsOnly() {
    String food = scene.deposit("FOOD.AGGREGATE", "");
    scene.deposit("DERIVED.SCORE", from(shopping, food));

    assertThat(released("DERIVED.SCORE", "DERIVED.SCORE")).isZero();
    assertThat(released("DERIVED.SCORE", "DERIVED.SCORE", "SHOPPING.AGGREGATE")).isZero();
    assertThat(released("DERIVED.SCORE", "DERIVED.SCORE", "SHOPPING.AGGREGATE", "FOOD.AGGREGATE"))
        .isEqualTo(1);
  }

  @Test
  void derivedOfDerived_reachesThroughToWhatItCameFrom() {
    String label = scene.deposit("DERIVED.LABEL", from(shopping));
    scene.deposit("DERIVED.SCORE", from(label));

    assertThat(released("DERIVED.SCORE", "DERIVED.SCORE", "DERIVED.LABEL")).isZero();
    assertThat(released("DERIVED.SCORE", "DERIVED.SCORE", "DERIVED.LABEL", "SHOPPING.AGGREGATE"))
        .isEqualTo(1);
  }
}
