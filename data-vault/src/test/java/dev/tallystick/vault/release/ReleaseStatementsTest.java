package dev.tallystick.vault.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.producer.direct.DirectStatements;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How often a release asks the database, and how often it waits for the disk: it is the path on
 * which each is felt.
 */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class ReleaseStatementsTest {
  /** However many sources a request has, those included that note what was sent. */
  private static final long STATEMENTS = 16;

  /** Whose records it is about; what is about to be logged; what the log has said. */
  private static final long TRANSACTIONS = 3;

  /** Of what is about to be logged. */
  private static final long SYNCHRONOUS_COMMITS = 1;

  /** Of the token that the machine of these tests has; bureau-service's comes without one. */
  private static final long PROOFS = 1;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  @Inject SessionFactory sessions;
  @Inject DirectStatements direct;
  @Inject CountedTransactions transactions;
  @Inject SentReleases sent;

  private ReleaseScene scene;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    scene = ReleaseScene.set(consent);
    // The first draws the keys that releases of the person are sealed under.
    release("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");
    sent.note();
  }

  @Test
  void release_ofTwoSources_takesNoMoreStatementsThanOfOne() {
    assertThat(statementsOf("TRAVEL.AGGREGATE")).isPositive().isLessThanOrEqualTo(STATEMENTS);
    assertThat(statementsOf("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE"))
        .isPositive()
        .isLessThanOrEqualTo(STATEMENTS);
  }

  /** What earlier tests have left running may add to a count, and takes nothing from it. */
  @Test
  void release_isThreeTransactions_andWaitsOnceForTheDisk() {
    CountedTransactions.Count least = countOfTwoSources();
    for (int i = 0; i < 4; i++) {
      least = least.orLess(countOfTwoSources());
    }

    assertThat(least.synchronous()).isEqualTo(SYNCHRONOUS_COMMITS);
    assertThat(least.transactions()).isEqualTo(TRANSACTIONS);
    assertThat(least.connections())
        .as("none beside those")
        .isLessThanOrEqualTo(TRANSACTIONS + PROOFS);
  }

  private CountedTransactions.Count countOfTwoSources() {
    CountedTransactions.Count before = transactions.now();
    release("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");
    return transactions.now().since(before);
  }

  private long statementsOf(String... categories) {
    long before = prepared();
    release(categories);
    sent.note();
    return prepared() - before;
  }

  private long prepared() {
    return sessions.getStatistics().getPrepareStatementCount() + direct.preparedCount();
  }

  private void release(String... categories) {
    assertThat(
            scene
                .bureau()
                .postRelease(UUID.randomUUID().toString(), scene.request(categories))
                .statusCode())
        .isEqualTo(200);
  }
}
