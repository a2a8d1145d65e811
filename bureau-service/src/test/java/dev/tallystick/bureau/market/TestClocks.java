package dev.tallystick.bureau.market;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** In tests the service lives by a clock that they can put ahead. */
@Singleton
public class TestClocks {
  @Produces
  @Alternative
  @Priority(1)
  @Singleton
  Clock clock() {
    return new MovableClock();
  }
}
