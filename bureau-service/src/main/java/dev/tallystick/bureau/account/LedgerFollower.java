package dev.tallystick.bureau.account;

import dev.tallystick.bureau.background.BackgroundTask;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.FeeReversed;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Follows what the log says of fees, into the ledger of each bureau, from where each left off. */
@Singleton
final class LedgerFollower implements BackgroundTask {
  private static final Set<String> TYPES =
      Set.of(DataReleased.SHORT_NAME, FeeReversed.SHORT_NAME, DataReceived.SHORT_NAME);

  private final Follower follower;
  private final LedgerIntake intake;
  private final LedgerRepository ledger;
  private final BureauRepository bureaus;
  private final AtomicBoolean following = new AtomicBoolean();

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
      return;
    }
    long after = bureaus.all().stream().mapToLong(ledger::position).min().orElse(-1);
    if (following.compareAndSet(false, true)) {
      follower.followPages(TYPES, after, this::take);
    }
  }

  private void take(List<FeedEntry> page) {
    bureaus.all().forEach(bureau -> intake.take(bureau, page));
  }

  /**
   * Whether everything that the log has now is in the ledgers.
   *
   * @throws LogUnavailableException if the log does not say how much it has
   */
  boolean hasAll() throws LogUnavailableException {
    long size = follower.currentSize();
    return following.get() && follower.position() >= size - 1;
  }
}
