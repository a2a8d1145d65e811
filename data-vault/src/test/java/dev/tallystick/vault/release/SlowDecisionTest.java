package dev.tallystick.vault.release;

import static dev.tallystick.vault.PartyDesk.key;
import static dev.tallystick.vault.release.ReleaseTest.assertOk;
import static dev.tallystick.vault.release.ReleaseTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultWorld;
import dev.tallystick.vault.statement.SignedRequests;
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
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time that passes while a request's decisions are made, after it was looked at. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class SlowDecisionTest {
  /** Of the statements that {@code PartyDesk} signs. */
  private static final Duration STATEMENT = Duration.ofSeconds(50);

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final int ADVERSE_YEARS = 5;

  @Inject SignedRequests statements;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  @AfterEach
  void repair() {
    consent.reset();
  }

  @Test
  void statementThatEndsMeanwhile_isNotTakenTwice() {
    ReleaseScene scene = ReleaseScene.set(consent);
    String request = scene.request("TRAVEL.AGGREGATE");
    assertOk(scene.bureau().postRelease(key(), request));
    int entries = log.entries("data.released").size();
    during(
        () -> {
          TestClock.get().pass(STATEMENT.plusSeconds(7));
          statements.forgetEnded();
        });

    Response second = scene.bureau().postRelease(key(), request);

    assertRefused(second, 409, "REQUEST_REPLAYED");
    assertThat(log.entries("data.released")).hasSize(entries);
  }

  @Test
  void statementThatHasLongEnded_isNotTakenAtAll() {
    ReleaseScene scene = ReleaseScene.set(consent);
    int entries = log.entries("data.released").size();
    during(() -> TestClock.get().pass(STATEMENT.plusSeconds(40)));

    Response late = scene.bureau().postRelease(key(), scene.request("TRAVEL.AGGREGATE"));

    assertRefused(late, 422, "REQUEST_EXPIRED");
    assertThat(log.entries("data.released")).hasSize(entries);
  }

  @Test
  void adverseRecordWhoseTermEndsMeanwhile_isNotHandedOver() {
    PersonScene scene = new PersonScene(log, consent);
    Instant midnight =
        LocalDate.ofInstant(TestClock.get().instant().plusSeconds(60), SHANGHAI)
            .plusDays(1)
            .atStartOfDay(SHANGHAI)
            .toInstant();
    LocalDate lastDay = LocalDate.ofInstant(midnight, SHANGHAI).minusDays(1);
    LocalDate ended = lastDay.minusYears(ADVERSE_YEARS);
    String adverse =
        scene.deposit("BNPL.PERFORMANCE", PersonScene.ADVERSE + ",\"endedOn\":\"" + ended + "\"");
    String other = scene.deposit("BNPL.PERFORMANCE", "");
    assertThat(records(scene)).containsExactlyInAnyOrder(adverse, other);

    TestClock.get().pass(Duration.between(TestClock.get().instant(), midnight.minusSeconds(20)));
    during(() -> TestClock.get().pass(Duration.ofSeconds(25)));

    assertThat(records(scene)).containsExactly(other);
  }

  private static List<String> records(PersonScene scene) {
    return scene.released("BNPL.PERFORMANCE").stream()
        .map(record -> record.getString("record"))
        .toList();
  }

  /** The next decisions take as long as this does. */
  private void during(Runnable meanwhile) {
    consent.forge(
        claims -> {
          meanwhile.run();
          long now = TestClock.get().millis();
          return claims
              .without(Set.of("instant", "notBefore", "notAfter"))
              .with(
                  JsonObject.builder()
                      .put("instant", Timestamps.format(now))
                      .put("notBefore", Timestamps.format(now))
                      .put("notAfter", Timestamps.format(now + 10_000))
                      .build());
        });
  }
}
