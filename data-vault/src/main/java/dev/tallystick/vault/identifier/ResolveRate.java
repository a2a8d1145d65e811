package dev.tallystick.vault.identifier;

import dev.tallystick.vault.VaultConfig;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Counts what parties have resolved, by minute and for all replicas, and ends it at a limit. */
@Singleton
final class ResolveRate {
  private static final Duration KEPT = Duration.ofDays(7);

  private final ResolveCountRepository counts;
  private final int perMinute;
  private final Clock clock;

  ResolveRate(ResolveCountRepository counts, VaultConfig.Resolve config, Clock clock) {
    this.counts = counts;
    this.perMinute = config.perMinute();
    this.clock = clock;
  }

  /**
   * Counts {@code identifiers} for a party, in the caller's transaction.
   *
   * @throws VaultProblem if that is too many; then nothing is counted
   */
  void take(String party, int identifiers) {
    Instant now = clock.instant();
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    if (counts.add(party, minute, identifiers) > perMinute) {
      throw VaultProblem.until(
          VaultProblemCode.RESOLVE_RATE_EXCEEDED,
          Duration.between(now, minute.plus(1, ChronoUnit.MINUTES)));
    }
  }

  /** Forgets the counts of last week. */
  void forget() {
    counts.forgetBefore(clock.instant().minus(KEPT));
  }
}
