package dev.tallystick.bureau;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;

/** Waits for what the background does, long enough for a loaded machine. */
final class Awaiting {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Awaiting() {}

  static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        Assertions.fail("not within " + PATIENCE.toSeconds() + " s: " + what);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
