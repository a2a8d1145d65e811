package dev.tallystick.vault.storage;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;

/** Work that had to give way to somebody else at the same rows, and left nothing, is done again. */
public final class Contention {
  private static final Set<String> CONTENTION = Set.of("23505", "40P01");

  private Contention() {}

  /**
   * Does the work, again if it had to give way.
   *
   * @param tries at most so often; the last failure is the caller's
   * @param work a transaction of its own each time
   */
  public static <T> T yielding(int tries, Supplier<T> work) {
    for (int tried = 1; ; tried++) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        if (!isContention(e) || tried >= tries) {
          throw e;
        }
      }
    }
  }

  /** Two added the same row, or waited for each other and this one was chosen to give way. */
  private static boolean isContention(Throwable failure) {
    Throwable at = failure;
    // Bounded, because a chain of causes may be a ring.
    for (int depth = 0; depth < 16 && at != null; depth++) {
      if (at instanceof SQLException cause
          && CONTENTION.contains(String.valueOf(cause.getSQLState()))) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }
}
