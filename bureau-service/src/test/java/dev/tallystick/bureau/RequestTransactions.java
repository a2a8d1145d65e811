package dev.tallystick.bureau;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.concurrent.atomic.LongAdder;

/**
 * The transactions on the threads of requests, whoever has begun them: each gives its connection
 * back to the pool once. The background has threads of its own.
 */
@Singleton
class RequestTransactions implements AgroalPoolInterceptor {
  private final LongAdder ended = new LongAdder();

  @Override
  public void onConnectionReturn(Connection connection) {
    if (Thread.currentThread().getName().startsWith("executor-thread")) {
      ended.increment();
    }
  }

  long count() {
    return ended.sum();
  }
}
