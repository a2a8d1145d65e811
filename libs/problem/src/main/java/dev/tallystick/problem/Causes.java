package dev.tallystick.problem;

import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What lies behind an exception: a refusal that others have wrapped, a database that is away, or a
 * fault to be logged.
 */
final class Causes {
  private static final Logger LOG = Logger.getLogger("dev.tallystick.problem");

  private Causes() {}

  /** The refusal that {@code thrown} is or carries, or null. */
  static @Nullable DomainProblem domainProblem(Throwable thrown) {
    boolean isWrapped = true;
    Throwable at = thrown;
    // Bounded, because a chain of causes may be a ring.
    for (int depth = 0; depth < 16 && at != null; depth++) {
      if (isWrapped && at instanceof DomainProblem problem) {
        return problem;
      }
      DatabaseAway away = databaseAway(at);
      if (away != null) {
        return away;
      }
      isWrapped &= depth == 0 || isWrapper(at);
      at = at.getCause();
    }
    return null;
  }

  /**
   * That the database is away, if this link says so, or what stands beside it: a transaction
   * manager keeps the failure of a commit among the suppressed exceptions of its own.
   */
  private static @Nullable DatabaseAway databaseAway(Throwable link) {
    DatabaseAway away = DatabaseAway.of(link);
    for (Throwable beside : link.getSuppressed()) {
      Throwable at = beside;
      for (int depth = 0; away == null && depth < 16 && at != null; depth++) {
        away = DatabaseAway.of(at);
        at = at.getCause();
      }
    }
    return away;
  }

  /** Logs {@code fault}, once, and returns what the caller is told about it. */
  static ProblemDocument fault(Throwable fault) {
    String reference = UUID.randomUUID().toString();
    LOG.errorf(fault, "request failed, reference %s", reference);
    return FrameworkProblem.INTERNAL_ERROR.document().withReference(reference);
  }

  /** {@code wait} in whole seconds, rounded up, at least one. */
  static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }

  private static boolean isWrapper(Throwable thrown) {
    return thrown instanceof CompletionException
        || thrown instanceof ExecutionException
        || thrown instanceof UndeclaredThrowableException
        || thrown instanceof ReflectiveOperationException;
  }
}
