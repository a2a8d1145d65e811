package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Hands a person their report only shortly after they have proved who they are. */
@Singleton
final class RecentLogIn {
  private final Duration within;
  private final Clock clock;

  RecentLogIn(
      @ConfigProperty(name = "tallystick.rights.verified-within", defaultValue = "PT15M")
          Duration within,
      Clock clock) {
    this.within = within;
    this.clock = clock;
  }

  /**
   * Refuses who has not.
   *
   * @param authenticatedAt when the person has logged in, as the token says
   */
  void require(Optional<Instant> authenticatedAt) {
    Instant oldest = clock.instant().minus(within);
    if (authenticatedAt.filter(at -> !at.isBefore(oldest)).isEmpty()) {
      throw new BureauProblem(BureauProblemCode.IDENTITY_NOT_VERIFIED);
    }
  }
}
