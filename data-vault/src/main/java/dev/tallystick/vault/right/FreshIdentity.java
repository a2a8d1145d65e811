package dev.tallystick.vault.right;

import dev.tallystick.vault.VaultConfig;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Lets a person carry records away only shortly after they have proved who they are (R45). */
@Singleton
final class FreshIdentity {
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
   * @throws VaultProblem if that is too long ago, or not known
   */
  void require(Optional<Instant> authenticatedAt) {
    Instant oldest = clock.instant().minus(config.verifiedWithin());
    if (authenticatedAt.filter(at -> !at.isBefore(oldest)).isEmpty()) {
      throw new VaultProblem(VaultProblemCode.IDENTITY_NOT_VERIFIED);
    }
  }
}
