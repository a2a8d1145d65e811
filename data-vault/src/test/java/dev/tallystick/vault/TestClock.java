package dev.tallystick.vault;

import io.quarkus.test.Mock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The machine's time, moved forward as a test asks; the service and its log share it. */
public final class TestClock {
  private static final dev.tallystick.houserules.TestClock INSTANCE =
      dev.tallystick.houserules.TestClock.running();

  private TestClock() {}

  /** The one of this test run. Nothing turns it back: the log's times never go down. */
  public static dev.tallystick.houserules.TestClock get() {
    return INSTANCE;
  }

  /** Takes the place of the service's own clock. */
  @Mock
  @Singleton
  static final class Beans {
    @Produces
    @Mock
    @Singleton
    Clock clock() {
      return INSTANCE;
    }
  }
}
