package dev.tallystick.bureau;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** Waits for what the background does, long enough for a loaded machine. */
final class Awaiting {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Awaiting() {}

  static void until(String what, BooleanSupplier holds) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .pollInSameThread()
        .until(holds::getAsBoolean);
  }
}
