package dev.tallystick.audit.database;

import dev.tallystick.audit.storage.LogStoreException;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;

/** Turns the database's failures into {@link LogStoreException}s, around the transaction's end. */
@Interceptor
@StoreAccess
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class StoreAccessInterceptor {
  @AroundInvoke
  Object translate(InvocationContext invocation) throws Exception {
    try {
      return invocation.proceed();
    } catch (PersistenceException
        | SQLException
        | RollbackException
        | HeuristicMixedException
        | HeuristicRollbackException
        | NotSupportedException
        | SystemException e) {
      throw new LogStoreException(failure(invocation), e);
    }
  }

  private static String failure(InvocationContext invocation) {
    return invocation.getInterceptorBindings().stream()
        .filter(StoreAccess.class::isInstance)
        .map(binding -> ((StoreAccess) binding).failure())
        .findFirst()
        .orElse("the database cannot be used");
  }
}
