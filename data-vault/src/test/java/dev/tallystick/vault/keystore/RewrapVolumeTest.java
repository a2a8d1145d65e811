package dev.tallystick.vault.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.WrappedDataKey;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Rewraps many keys while somebody goes on sealing and opening: a few thousand here, a million with
 * {@code -Pendurance}, where the rate that is asked for is asserted.
 */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class RewrapVolumeTest {
  private static final Logger LOG = Logger.getLogger(RewrapVolumeTest.class);
  private static final boolean LONG = Boolean.getBoolean("tallystick.endurance");
  private static final int KEYS =
      LONG ? Integer.getInteger("tallystick.rewrap.keys", 1_000_000) : 6_000;
  private static final int BATCH = 5_000;
  private static final double ASKED_PER_SECOND = 20_000;
  private static final byte[] PLAIN = "still here".getBytes(StandardCharsets.UTF_8);
  private static final SealingPlace PLACE =
      SealingPlace.of("record", "rec_1", "SHOPPING.AGGREGATE");

  @Inject DataSource database;
  @Inject Keystore keystore;
  @Inject KeyRotation rotation;
  @Inject BeginRotation beginning;
  @Inject RewrapKeys rewrap;
  @Inject BulkKeys keys;
  @Inject WrappingKeys wrapping;

  @Test
  void rewrap_goesOnWhileRecordsAreSealedAndOpened() {
    Rows rows = new Rows(database);
    rows.execute("delete from data_key");
    rows.execute("delete from key_rotation");
    fill();
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong answered = new AtomicLong();
    CompletableFuture<Void> service =
        CompletableFuture.runAsync(
            () -> {
              while (!over.get()) {
                sealAndOpen();
                answered.incrementAndGet();
              }
            });

    long begun = System.nanoTime();
    beginning.beginAll();
    List<Rotation> open = rotation.open();
    assertThat(rewrap.inParallel(open)).hasSize(open.size());
    long moved = rotation.open().stream().mapToLong(Rotation::rewrapped).sum();
    double seconds = (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
    over.set(true);
    service.join();

    LOG.infof(
        "rewrapped %d keys in %.1f s, %.0f a second; %d records were sealed and opened meanwhile",
        moved, seconds, moved / seconds, answered.get());
    assertThat(moved).isGreaterThanOrEqualTo(KEYS);
    assertThat(answered.get()).isPositive();
    if (LONG) {
      assertThat(moved / seconds).isGreaterThanOrEqualTo(ASKED_PER_SECOND);
    }
    rows.execute("delete from data_key");
    rows.execute("delete from key_rotation");
  }

  private void fill() {
    for (int done = 0; done < KEYS; done += BATCH) {
      int size = Math.min(KEYS - done, BATCH);
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                List<StoredKey> batch = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                  batch.add(draw());
                }
                keys.restore(batch, TestClock.get().instant());
              });
    }
  }

  private StoredKey draw() {
    KeyOwner owner = new KeyOwner("sub_" + UUID.randomUUID(), "mall-east", RetentionClass.ORDINARY);
    try (DataKey key = DataKey.draw()) {
      WrappedDataKey wrapped = wrapping.wrap(wrapping.kekOf(owner.subject()), owner, 1, key);
      return new StoredKey(owner, 1, wrapped, Hash.copyOf(wrapping.commitment(key)));
    }
  }

  private void sealAndOpen() {
    KeyOwner owner = new KeyOwner("sub_" + UUID.randomUUID(), "mall-east", RetentionClass.ORDINARY);
    byte[] opened =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  try (OpenKeys open = keystore.open()) {
                    return open.open(owner, PLACE, open.seal(owner, PLACE, PLAIN));
                  }
                });
    assertThat(opened).isEqualTo(PLAIN);
  }
}
