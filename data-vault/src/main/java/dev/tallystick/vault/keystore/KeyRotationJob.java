package dev.tallystick.vault.keystore;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Rotates and backs up the keystore while nobody asks. */
@Singleton
final class KeyRotationJob {
  private static final Logger LOG = Logger.getLogger(KeyRotationJob.class);

  /** A sample of one shard is within a few hundred people of the largest. */
  private static final int NEARLY_FULL = Shards.MAX_PEOPLE * 9 / 10;

  private final KeyRotation rotation;
  private final KeystoreBackup backup;
  private final BeginRotation beginning;
  private final UnreadableKeys unreadable;
  private final KeystoreCondition condition;

  KeyRotationJob(
      KeyRotation rotation,
      KeystoreBackup backup,
      BeginRotation beginning,
      UnreadableKeys unreadable,
      KeystoreCondition condition) {
    this.rotation = rotation;
    this.backup = backup;
    this.beginning = beginning;
    this.unreadable = unreadable;
    this.condition = condition;
  }

  /** Begins what is due and goes on with what has begun, also before a crash. */
  @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
  void rotate() {
    beginning.beginCollected();
    rotation.advance();
    condition.noteUnreadable(unreadable.count());
    long late = rotation.countLate();
    condition.noteLate(late);
    if (late > 0) {
      LOG.errorf("%d versions of wrapping keys should be destroyed by now and are not", late);
    }
  }

  @Scheduled(every = "1h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
  void backUp() {
    beginning.splitFull(NEARLY_FULL);
    backup.writeAll();
  }
}
