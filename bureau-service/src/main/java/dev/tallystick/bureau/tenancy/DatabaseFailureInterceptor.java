package dev.tallystick.bureau.tenancy;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Tells a failure of the database in one way, whether a statement has failed, the commit or the
 * pool. Surrounds the transaction.
 */
@Interceptor
@AsBureau
@Priority(DatabaseFailureInterceptor.AROUND_THE_TRANSACTION)
class DatabaseFailureInterceptor {
  /** The transaction's own interceptor has {@code PLATFORM_BEFORE + 200}. */
  static final int AROUND_THE_TRANSACTION = Interceptor.Priority.PLATFORM_BEFORE + 100;

  private static final int DEPTH = 16;

  @AroundInvoke
  Object call(InvocationContext call) throws Exception {
    try {
      return call.proceed();
    } catch (DatabaseException e) {
      throw e;
    } catch (Exception e) {
      throw failure(e, DEPTH).<Exception>map(DatabaseException::new).orElse(e);
    }
  }

  /** What the driver or the pool has said; the transaction manager keeps it as suppressed. */
  private static Optional<SQLException> failure(Throwable thrown, int depth) {
    if (thrown instanceof SQLException failure) {
      return Optional.of(failure);
    }
    if (depth == 0) {
      return Optional.empty();
    }
    Optional<SQLException> found = Optional.empty();
    if (thrown.getCause() != null) {
      found = failure(thrown.getCause(), depth - 1);
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      found = found.or(() -> failure(suppressed, depth - 1));
    }
    return found;
  }
}
