package dev.tallystick.audit.cosigning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.entry.LoggedAnomalies;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.key.CheckpointSigner;
import dev.tallystick.audit.key.LogIdentity;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.SignableStates;
import dev.tallystick.audit.storage.TileRepository;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.audit.witness.WitnessedCheckpointRepository;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thread that nobody starts again goes on after whatever a round throws. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class CosigningThreadTest {
  @Inject DataSource database;
  @Inject WitnessedCheckpointRepository checkpoints;
  @Inject LogIdentity identity;
  @Inject OwnEvents log;
  @Inject LogEntryRepository entries;
  @Inject OpeningSeal seal;
  @Inject TileRepository tiles;
  @Inject CheckpointSigner signer;
  @Inject SignableStates signable;
  @Inject CompareWitnesses compare;

  @TempDir private Path folder;

  @Test
  void thread_outlivesAnError() throws Exception {
    try (TestWitness quay = new TestWitness("outlived")) {
      Path file = Files.writeString(folder.resolve("witnesses"), quay.line() + "quorum outlived\n");
      LogPolicy policy = LogPolicy.of(identity, Optional.of(file));
      WitnessedCheckpoints witnessed = new WitnessedCheckpoints(checkpoints, policy);
      FailingClock clock = new FailingClock();
      Cosigning cosigning =
          new Cosigning(new CommittedLog(signable, tiles, signer), witnessed, List.of());
      try (CosigningThread thread =
          new CosigningThread(
              database,
              cosigning,
              compare,
              new EnterWitnesses(policy, entries, seal, log),
              new WitnessAlarm(witnessed, new LoggedAnomalies(entries, seal), log, clock))) {
        clock.isFailing = true;
        thread.start();

        assertThat(clock.failures.await(60, TimeUnit.SECONDS)).as("a round after that").isTrue();
      }
    }
  }

  /** A clock that fails with an error while it is told to. */
  private static final class FailingClock extends Clock {
    private final CountDownLatch failures = new CountDownLatch(2);
    private volatile boolean isFailing;

    @Override
    public Instant instant() {
      if (isFailing) {
        failures.countDown();
        throw new AssertionError("made to fail");
      }
      return Clock.systemUTC().instant();
    }

    @Override
    public ZoneId getZone() {
      return Clock.systemUTC().getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
