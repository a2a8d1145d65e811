package dev.tallystick.caller.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.tlog.Hash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A proof is used once on all replicas together; each store here is that of one replica. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ProofStoreTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Inject DataSource database;

  @Test
  void proof_isRefusedByTheReplicaThatHasNotSeenIt() {
    ProofStore first = new ProofStore(database);
    ProofStore second = new ProofStore(database);
    Hash id = drawId();

    assertThat(first.isFirstUse(id, NOW.plusSeconds(65), NOW)).isTrue();
    assertThat(second.isFirstUse(id, NOW.plusSeconds(65), NOW)).isFalse();
    assertThat(first.isFirstUse(id, NOW.plusSeconds(65), NOW)).isFalse();
    assertThat(second.isFirstUse(drawId(), NOW.plusSeconds(65), NOW)).isTrue();
  }

  @Test
  void proof_sentToAllReplicasAtOnce_isTakenByOne() throws Exception {
    ExecutorService replicas = Executors.newFixedThreadPool(8);
    try {
      Hash id = drawId();
      List<Callable<Boolean>> uses = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        uses.add(() -> new ProofStore(database).isFirstUse(id, NOW.plusSeconds(65), NOW));
      }
      int taken = 0;
      for (Future<Boolean> use : replicas.invokeAll(uses)) {
        taken += use.get() ? 1 : 0;
      }
      assertThat(taken).isEqualTo(1);
    } finally {
      replicas.shutdown();
    }
  }

  @Test
  void table_keepsWhatCanStillBeSentAgain() throws Exception {
    ProofStore store = new ProofStore(database);
    for (int i = 0; i < 50; i++) {
      assertThat(store.isFirstUse(drawId(), NOW.plusSeconds(65), NOW)).isTrue();
    }
    Instant later = NOW.plusSeconds(120);
    for (int i = 0; i < 50; i++) {
      assertThat(store.isFirstUse(drawId(), later.plusSeconds(65), later)).isTrue();
    }

    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from dpop_proof where expires_at < '2026-03-01T12:02:00Z'")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).isZero();
    }
  }

  private static Hash drawId() {
    return Hash.sha256(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
  }
}
