package dev.tallystick.vault.right;

import dev.tallystick.problem.EnforcesRule;
import dev.tallystick.vault.VaultConfig;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets a person carry records away (R45), or erase them, only shortly after they have proved who
 * they are.
 */
@Singleton
public final class FreshIdentity {
  private final VaultConfig.Rights config;
  private final Clock clock;

  FreshIdentity(VaultConfig.Rights config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * Refuses who has not.
   *
   * @param authenticatedAt when the person has logged in, as the token says
   * @param refusal what is told if that is too long ago, or not known
   * @throws VaultProblem if so
   */
  @EnforcesRule("R45")
  public void require(Optional<Instant> authenticatedAt, VaultProblemCode refusal) {
    Instant oldest = clock.instant().minus(config.verifiedWithin());
    if (authenticatedAt.filter(at -> !at.isBefore(oldest)).isEmpty()) {
      throw new VaultProblem(refusal);
    }
  }
}
