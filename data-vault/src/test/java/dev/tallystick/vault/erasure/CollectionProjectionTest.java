package dev.tallystick.vault.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.Body;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.Stub;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a platform has collected goes with the last consent to collect. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class CollectionProjectionTest {
  @Inject CollectionProjection collections;
  @Inject DataSource database;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private PersonScene scene;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    scene = new PersonScene(log, consent);
    scene.deposit("SHOPPING.AGGREGATE", "");
    List<JsonObject> unused =
        scene.ride.deposit(PartyDesk.line(scene.person, "TRAVEL.AGGREGATE", ""));
  }

  /** What happens next in the log; returns its index. */
  private long happens(String type, String id, String kind) {
    long index = cursor() + 1;
    happens(index, type, id, kind);
    return index;
  }

  private long cursor() {
    String cursor =
        new Rows(database)
            .one("select log_index from follower_position where follower = 'collections'");
    return cursor.isEmpty() ? -1 : Long.parseLong(cursor);
  }

  private void happens(long index, String type, String id, String kind) {
    Body body =
        new Body(
            EventId.draw(TestClock.get().millis(), new SecureRandom()),
            "consent-service",
            TestClock.get().millis(),
            Optional.of(scene.citizen.subject()),
            JsonObject.builder()
                .put("consent", id)
                .put("kind", kind)
                .put("recipient", "mall-east")
                .build());
    Stub stub = Stub.of(EventTypes.get(type).name(), Set.of(), Map.of(), Set.of());
    collections.consume(new FeedEntry(index, 0, stub, Optional.of(body.toJson())));
  }

  private String inForce() {
    return new Rows(database)
        .one("select count(*) from collection where subject = ?", scene.citizen.subject());
  }

  private static String id() {
    return "con_" + UUID.randomUUID();
  }

  @Test
  void lastConsentWithdrawn_erasesWhatThePlatformHasDeposited_andNothingElse() {
    String id = id();
    happens("consent.given", id, "COLLECT");

    happens("consent.withdrawn", id, "COLLECT");
    happens("consent.withdrawn", id, "COLLECT");

    assertThat(scene.logged("erasure.started"))
        .singleElement()
        .satisfies(
            started -> {
              assertThat(started.getString("ground")).isEqualTo("CONSENT_WITHDRAWN");
              assertThat(started.getString("provider")).isEqualTo("mall-east");
            });
    assertThat(scene.logged("record.erased")).hasSize(1);
    assertThat(scene.citizen.get("/v1/me/records").jsonPath().getList("records.provider"))
        .isEqualTo(List.of("ride-west"));
  }

  @Test
  void consentThatIsNotTheLast_orOfAnotherKind_erasesNothing() {
    String first = id();
    String second = id();
    happens("consent.given", first, "COLLECT");
    happens("consent.given", second, "COLLECT");

    happens("consent.expired", first, "COLLECT");
    happens("consent.withdrawn", second, "PROVIDE");

    assertThat(scene.logged("erasure.started")).isEmpty();
    happens("consent.expired", second, "COLLECT");
    assertThat(scene.logged("erasure.started").get(0).getString("ground")).isEqualTo("CONSENT_END");
  }

  /** Another replica, which is behind, reads that the consent was given after this saw it end. */
  @Test
  void collectionThatHasEnded_isNotTakenUpAgainByWhoIsBehind() {
    String id = id();
    long given = happens("consent.given", id, "COLLECT");
    assertThat(inForce()).isEqualTo("1");
    happens("consent.withdrawn", id, "COLLECT");

    happens(given, "consent.given", id, "COLLECT");

    assertThat(inForce()).isEqualTo("0");
    assertThat(cursor()).isGreaterThan(given);
  }
}
