package dev.tallystick.consent;

import dev.tallystick.events.EventId;
import dev.tallystick.idempotency.RequestDraws;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * Draws the ids of what this service makes: a prefix and a UUIDv7. A request that is tried again
 * under its key draws the same ones, so that a try whose outcome nobody saw makes no second one.
 */
@Singleton
public final class Ids {
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Ids(Clock clock) {
    this.clock = clock;
  }

  /** A new id, such as {@code con_019c…} for the prefix {@code con}. */
  public String draw(String prefix) {
    EventId drawn =
        RequestDraws.nextOfRequest(prefix)
            .map(draw -> EventId.draw(draw.millis(), draw.random()))
            .orElseGet(() -> EventId.draw(clock.millis(), random));
    return prefix + "_" + drawn;
  }
}
