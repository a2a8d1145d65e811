package dev.tallystick.vault.release;

import static dev.tallystick.vault.PartyDesk.key;
import static dev.tallystick.vault.release.ReleaseTest.assertOk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.EventId;
import dev.tallystick.houserules.RefusedWrites;
import dev.tallystick.producer.direct.DirectStatementException;
import dev.tallystick.producer.direct.DirectStatements;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What was sent within a moment is noted by one transaction, and is not forgotten if that fails.
 */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class SentReleasesTest {
  @Inject DataSource database;
  @Inject DirectStatements direct;
  @Inject SentReleases sent;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private final List<EventId> events = new ArrayList<>();
  private ReleaseScene scene;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    scene = ReleaseScene.set(consent);
    for (int i = 0; i < 3; i++) {
      Response answer = scene.bureau().postRelease(key(), scene.request("TRAVEL.AGGREGATE"));
      assertOk(answer);
      events.add(EventId.fromString(answer.jsonPath().getString("releases[0].eventId")));
    }
    Rows.await(() -> states().equals("SENT SENT SENT"));
    rows().execute("update release set state = 'LOGGED' where subject = ?", scene.subject());
  }

  @Test
  void severalAnswers_areNotedTogether() {
    long before = direct.preparedCount();
    events.forEach(event -> sent.add(List.of(event)));

    sent.note();

    assertThat(direct.preparedCount() - before).isLessThanOrEqualTo(2);
    assertThat(states()).isEqualTo("SENT SENT SENT");
  }

  @Test
  void groupThatCannotBeNoted_isNotedLater() throws Exception {
    RefusedWrites.during(
        "release",
        "new.state = 'SENT'",
        () -> {
          sent.add(events);
          assertThatThrownBy(() -> sent.note()).isInstanceOf(DirectStatementException.class);
        });

    Rows.await(() -> states().equals("SENT SENT SENT"));
  }

  private String states() {
    return rows()
        .one(
            "select string_agg(state, ' ' order by state) from release where subject = ?",
            scene.subject());
  }

  private Rows rows() {
    return new Rows(database);
  }
}
