package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.Admission.Started;
import dev.tallystick.bureau.tenancy.DatabaseException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The first step that makes it durable which releases an inquiry got. Until then nothing but this
 * thread knows of them, and they must be acknowledged: so the step is tried again while the
 * database is away, for nearly as long as the inquiry is this process's own.
 */
final class PatientStep {
  private static final Duration PATIENCE = ClaimInquiry.LEASE.minusSeconds(15);
  private static final Duration TRY_AGAIN = Duration.ofMillis(200);

  private PatientStep() {}

  /**
   * Takes the step.
   *
   * @param step may be taken again after a failure whose outcome is not known
   */
  static <T> T take(Started run, Supplier<T> step) {
    long end = run.takenNanos() + PATIENCE.toNanos();
    while (true) {
      try {
        return step.get();
      } catch (DatabaseException away) {
        if (System.nanoTime() - end > 0) {
          throw away;
        }
        LockSupport.parkNanos(TRY_AGAIN.toNanos());
      }
    }
  }
}
