package dev.tallystick.bureau.feed;

import dev.tallystick.bureau.background.BackgroundTask;
import dev.tallystick.bureau.background.TaskRunner;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Follows what changes and what ends feeds. Where it left off stands in the database, a cursor for
 * each bureau that moves by the same commit as what was read. A bureau without one begins at the
 * end of the log: nobody has subscribed to anything older.
 */
@Singleton
final class LoanChangeProjection implements BackgroundTask {
  private static final Logger LOG = Logger.getLogger(LoanChangeProjection.class);

  private final Follower follower;
  private final FeedSteps steps;
  private final LoanChangeCursorRepository cursors;
  private final BureauRepository bureaus;
  private final TaskRunner tasks;
  private final Map<BureauId, Long> begun = new ConcurrentHashMap<>();
  private volatile boolean following;

  LoanChangeProjection(
      Follower follower,
      FeedSteps steps,
      LoanChangeCursorRepository cursors,
      BureauRepository bureaus,
      TaskRunner tasks) {
    this.follower = follower;
    this.steps = steps;
    this.cursors = cursors;
    this.bureaus = bureaus;
    this.tasks = tasks;
  }

  @Override
  public void run(BureauId bureau) {
    if (following) {
      readFor(bureau);
      return;
    }
    try {
      long end = follower.currentSize() - 1;
      bureaus.all().forEach(one -> begin(one, end));
    } catch (LogUnavailableException e) {
      LOG.debugf("The log is not followed yet: %s", e.getMessage());
      return;
    }
    long least = begun.values().stream().mapToLong(Long::longValue).min().orElse(-1);
    follower.follow(LoanChange.types(), least, this::take);
    following = true;
  }

  /** Has all read again that has passed by since a bureau was last read for. */
  private void readFor(BureauId bureau) {
    if (begun.containsKey(bureau)) {
      return;
    }
    long cursor = cursors.begin(bureau, follower.position());
    try {
      follower.readAgain(
          Math.min(cursor, follower.position()), () -> begun.putIfAbsent(bureau, cursor));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin(BureauId bureau, long index) {
    if (!begun.containsKey(bureau)) {
      begun.put(bureau, cursors.begin(bureau, index));
    }
  }

  private void take(FeedEntry entry) {
    Optional<LoanChange> change = LoanChange.of(entry);
    begun.keySet().forEach(bureau -> steps.take(bureau, entry.index(), change));
    tasks.wake();
  }
}
