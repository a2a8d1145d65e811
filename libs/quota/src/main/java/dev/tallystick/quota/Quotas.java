package dev.tallystick.quota;

import io.quarkus.runtime.BlockingOperationControl;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Grants what quotas allow.
 *
 * <p>Guarantee: what all replicas grant a holder in a window together is never more than the limit;
 * the exception is a thread that must not block, on which each replica counts for itself. A process
 * that takes a share and dies, or does not use it up, leaves a holder with less, by a hundredth of
 * the limit at most. Thread-safe.
 */
@Singleton
public final class Quotas {
  /** A share is this part of the limit, so that large quotas do not ask the table each time. */
  private static final int SHARES = 100;

  /** Beyond that many holders the shares at hand are given up. */
  private static final int MAX_SHARES = 20_000;

  private final QuotaStore store;
  private final Clock clock;
  private final Map<Key, Share> shares = new ConcurrentHashMap<>();

  Quotas(QuotaStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  private record Key(String quota, QuotaHolder holder) {}

  /** What this process may still grant a holder in a window without asking. */
  private static final class Share {
    private Instant begunAt = Instant.MIN;
    private int left;
    private int unshared;
    private boolean spent;

    private void turnTo(Instant window) {
      if (!begunAt.equals(window)) {
        begunAt = window;
        left = 0;
        unshared = 0;
        spent = false;
      }
    }
  }

  /**
   * Takes units out of a quota, exactly, in the caller's transaction if there is one.
   *
   * @return empty if they are granted; else the time until there are more, and nothing is taken
   */
  public Optional<Duration> take(Quota quota, QuotaHolder holder, int units) {
    Instant now = clock.instant();
    Instant begunAt = quota.windowOf(now);
    return store.take(quota, holder, begunAt, units)
        ? Optional.empty()
        : Optional.of(left(quota, begunAt, now));
  }

  /**
   * Takes one unit, of a share of this process where the quota is large. Not in a transaction.
   *
   * @return empty if it is granted, else the time until there are more
   */
  public Optional<Duration> takeOne(Quota quota, QuotaHolder holder) {
    Instant now = clock.instant();
    Instant begunAt = quota.windowOf(now);
    if (shares.size() > MAX_SHARES) {
      shares.clear();
    }
    Share share = shares.computeIfAbsent(new Key(quota.name(), holder), key -> new Share());
    boolean granted;
    synchronized (share) {
      share.turnTo(begunAt);
      granted =
          BlockingOperationControl.isBlockingAllowed()
              ? grant(share, quota, holder)
              : share.unshared++ < quota.limit();
    }
    return granted ? Optional.empty() : Optional.of(left(quota, begunAt, now));
  }

  private boolean grant(Share share, Quota quota, QuotaHolder holder) {
    if (share.spent) {
      return false;
    }
    int block = Math.max(1, quota.limit() / SHARES);
    if (share.left == 0 && store.take(quota, holder, share.begunAt, block)) {
      share.left = block;
    }
    if (share.left > 0) {
      share.left--;
      return true;
    }
    // Less than a share may be left.
    boolean last = block > 1 && store.take(quota, holder, share.begunAt, 1);
    share.spent = !last;
    return last;
  }

  private static Duration left(Quota quota, Instant begunAt, Instant now) {
    return Duration.between(now, begunAt.plus(quota.window()));
  }
}
