package dev.tallystick.bureau.account;

import dev.tallystick.bureau.background.BackgroundTask;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.FeeReversed;
import dev.tallystick.events.type.InvoiceIssued;
import dev.tallystick.events.type.SettlementIssued;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import dev.tallystick.producer.LostCursorException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Follows what the log says of fees, into the ledger of each bureau, from where each left off. A
 * bureau that is enlisted later is told from the beginning. What a crash of the database has taken
 * back is read again.
 */
@Singleton
final class LedgerFollower implements BackgroundTask {
  private static final Set<String> TYPES =
      Set.of(
          DataReleased.SHORT_NAME,
          FeeReversed.SHORT_NAME,
          DataReceived.SHORT_NAME,
          InvoiceIssued.SHORT_NAME,
          SettlementIssued.SHORT_NAME);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Follower follower;
  private final LedgerIntake intake;
  private final LedgerRepository ledger;
  private final BureauRepository bureaus;
  private final AtomicBoolean following = new AtomicBoolean();

  /** Up to where the log is in each ledger, unless the database has lost some of it. */
  private final Map<BureauId, Long> taken = new ConcurrentHashMap<>();

  LedgerFollower(
      Follower follower, LedgerIntake intake, LedgerRepository ledger, BureauRepository bureaus) {
    this.follower = follower;
    this.intake = intake;
    this.ledger = ledger;
    this.bureaus = bureaus;
  }

  /** Begins to follow, once there is a bureau that can sell something. */
  @Override
  public void run(BureauId bureau) {
    if (following.get()) {
      readFor(bureau);
      return;
    }
    bureaus.all().forEach(each -> taken.putIfAbsent(each, ledger.position(each)));
    if (following.compareAndSet(false, true)) {
      follower.followPages(TYPES, least(), this::take);
    }
  }

  /** Has all read again for a bureau that was enlisted since. */
  private void readFor(BureauId bureau) {
    if (taken.containsKey(bureau)) {
      return;
    }
    long position = ledger.position(bureau);
    try {
      follower.readAgain(
          Math.min(position, follower.position()), () -> taken.put(bureau, position));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long least() {
    return taken.values().stream().mapToLong(Long::longValue).min().orElse(-1);
  }

  private void take(List<FeedEntry> page) {
    for (BureauId bureau : bureaus.all()) {
      Long before = taken.get(bureau);
      if (before == null) {
        taken.put(bureau, ledger.position(bureau));
        throw new LostCursorException(least());
      }
      try {
        taken.put(bureau, intake.take(bureau, before, page));
      } catch (LostCursorException e) {
        taken.put(bureau, e.cursor());
        throw new LostCursorException(least());
      }
    }
  }

  /**
   * Whether everything that the log has now is in the ledgers, this bureau's among them, and stays
   * there. Fetches what is missing: a log that grows all the time has always more than was read
   * last. Blocks.
   *
   * @throws LogUnavailableException if the log does not say how much it has
   */
  boolean hasAll(BureauId bureau) throws LogUnavailableException {
    if (!following.get() || !taken.containsKey(bureau)) {
      return false;
    }
    try {
      return follower.awaitSize(follower.currentSize(), PATIENCE) && !readsAgain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Has what the database has lost read again, if it has lost something. */
  private boolean readsAgain() {
    Map<BureauId, Long> lost = new HashMap<>();
    taken.forEach(
        (bureau, index) -> {
          long position = ledger.durablePosition(bureau);
          if (position < index) {
            lost.put(bureau, position);
          }
        });
    if (!lost.isEmpty()) {
      long after = lost.values().stream().mapToLong(Long::longValue).min().orElseThrow();
      try {
        follower.readAgain(after, () -> taken.putAll(lost));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return !lost.isEmpty();
  }
}
