package dev.tallystick.local.process;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Ends processes: asks first, then insists. */
final class Endings {
  private static final Duration LIMIT_OF_KILL = Duration.ofSeconds(10);

  private Endings() {}

  /**
   * Ends all processes that the supplier finds, those included that appear meanwhile. Returns when
   * it finds none.
   */
  static void end(Supplier<List<ProcessHandle>> processes, Duration grace) {
    processes.get().forEach(ProcessHandle::destroy);
    if (!awaitNone(processes, grace)) {
      long end = System.nanoTime() + LIMIT_OF_KILL.toNanos();
      do {
        processes.get().forEach(ProcessHandle::destroyForcibly);
      } while (!awaitNone(processes, Duration.ofMillis(200)) && System.nanoTime() < end);
    }
  }

  private static boolean awaitNone(Supplier<List<ProcessHandle>> processes, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    boolean none = processes.get().isEmpty();
    while (!none && System.nanoTime() < end) {
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      none = processes.get().isEmpty();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return none;
  }
}
