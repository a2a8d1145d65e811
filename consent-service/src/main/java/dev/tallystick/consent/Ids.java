package dev.tallystick.consent;

import dev.tallystick.events.EventId;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** Draws the ids of what this service makes: a prefix and a UUIDv7. */
@Singleton
public final class Ids {
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Ids(Clock clock) {
    this.clock = clock;
  }

  /** A new id, such as {@code con_019c…} for the prefix {@code con}. */
  public String draw(String prefix) {
    return prefix + "_" + EventId.draw(clock.millis(), random);
  }
}
