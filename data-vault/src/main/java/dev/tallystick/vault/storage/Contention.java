package dev.tallystick.vault.storage;

import java.util.function.Supplier;

/** Work that had to give way to somebody else at the same rows, and left nothing, is done again. */
public final class Contention {
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
      } catch (StorageException e) {
        if (!e.isContention() || tried >= tries) {
          throw e;
        }
      }
    }
  }
}
