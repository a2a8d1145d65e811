package dev.tallystick.bureau.tenancy;

import dev.tallystick.producer.direct.DirectStatements;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Arrays;
import java.util.List;

/** Names the bureau to the database, right after the transaction has begun and until it ends. */
@Interceptor
@AsBureau
@Priority(AsBureauInterceptor.WITHIN_THE_TRANSACTION)
class AsBureauInterceptor {
  /** The transaction's own interceptor has {@code PLATFORM_BEFORE + 200}. */
  static final int WITHIN_THE_TRANSACTION = Interceptor.Priority.PLATFORM_BEFORE + 300;

  private static final String ENTER = "select set_config('tallystick.bureau', ?, true)";

  private static final String ENTER_WITHOUT_WAITING =
      "select set_config('tallystick.bureau', ?, true), set_config('synchronous_commit', 'off', true)";

  private final DirectStatements statements;
  private final TransactionSynchronizationRegistry transaction;

  AsBureauInterceptor(DirectStatements statements, TransactionSynchronizationRegistry transaction) {
    this.statements = statements;
    this.transaction = transaction;
  }

  @AroundInvoke
  Object call(InvocationContext call) throws Exception {
    enter(bureau(call), waitsForDisk(call));
    return call.proceed();
  }

  private static boolean waitsForDisk(InvocationContext call) {
    AsBureau how = call.getMethod().getAnnotation(AsBureau.class);
    return how == null || how.waitsForDisk();
  }

  /** How a transaction is named: it commits for all of its steps in the same way. */
  private record Named(BureauId bureau, boolean waitsForDisk) {}

  private void enter(BureauId bureau, boolean waitsForDisk) {
    if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
      throw new IllegalStateException("a bureau is named within a transaction");
    }
    Named named = (Named) transaction.getResource(AsBureau.class);
    if (named == null) {
      String enter = waitsForDisk ? ENTER : ENTER_WITHOUT_WAITING;
      var unused = statements.first(enter, row -> row.getString(1), bureau.value());
      transaction.putResource(AsBureau.class, new Named(bureau, waitsForDisk));
    } else if (!named.bureau().equals(bureau)) {
      throw new IllegalStateException("a transaction is in the name of one bureau");
    } else if (waitsForDisk && !named.waitsForDisk()) {
      throw new IllegalStateException("a step that must be durable has a commit that waits");
    }
  }

  private static BureauId bureau(InvocationContext call) {
    List<BureauId> named =
        Arrays.stream(call.getParameters())
            .filter(BureauId.class::isInstance)
            .map(BureauId.class::cast)
            .toList();
    if (named.size() != 1) {
      throw new IllegalStateException(call.getMethod() + " names no bureau, or several");
    }
    return named.get(0);
  }
}
