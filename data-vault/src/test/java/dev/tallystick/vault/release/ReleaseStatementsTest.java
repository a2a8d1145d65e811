package dev.tallystick.vault.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.producer.DirectStatements;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** How often a release asks the database: it is the path on which every statement is felt. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class ReleaseStatementsTest {
  /**
   * Of one request for one source, without those of the outbox. Two of them ask which tokens are
   * the person's: when the sources are looked for, and when the records are read.
   */
  private static final long STATEMENTS = 20;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  @Inject SessionFactory sessions;
  @Inject DirectStatements direct;

  @Test
  void release_ofOneSource_takesNoMoreStatementsThanItDid() {
    ReleaseScene scene = ReleaseScene.set(consent);
    // The first draws the key that releases of the person are sealed under.
    release(scene);
    long before = prepared();

    release(scene);

    assertThat(prepared() - before).isPositive().isLessThanOrEqualTo(STATEMENTS);
  }

  private long prepared() {
    return sessions.getStatistics().getPrepareStatementCount() + direct.preparedCount();
  }

  private static void release(ReleaseScene scene) {
    assertThat(
            scene
                .bureau()
                .postRelease(UUID.randomUUID().toString(), scene.request("TRAVEL.AGGREGATE"))
                .statusCode())
        .isEqualTo(200);
  }
}
