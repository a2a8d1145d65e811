package dev.tallystick.vault.identifier;

import dev.tallystick.quota.Quota;
import dev.tallystick.quota.QuotaHolder;
import dev.tallystick.quota.Quotas;
import dev.tallystick.vault.VaultConfig;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.inject.Singleton;

/** Counts what parties have resolved, by minute and for all replicas, and ends it at a limit. */
@Singleton
public final class ResolveRate {
  private final Quotas quotas;
  private final Quota quota;

  ResolveRate(Quotas quotas, VaultConfig.Resolve config) {
    this.quotas = quotas;
    this.quota = Quota.perMinute("resolves", config.perMinute());
  }

  /**
   * Counts {@code identifiers} for a party, in the caller's transaction.
   *
   * @throws VaultProblem if that is too many; then nothing is counted
   */
  public void take(String party, int identifiers) {
    quotas
        .take(quota, QuotaHolder.party(party), identifiers)
        .ifPresent(
            wait -> {
              throw VaultProblem.until(VaultProblemCode.RESOLVE_RATE_EXCEEDED, wait);
            });
  }
}
