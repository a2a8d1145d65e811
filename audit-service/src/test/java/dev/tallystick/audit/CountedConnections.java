package dev.tallystick.audit;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts how often a thread that answers requests takes a connection, which is once for each
 * transaction. Sequencer, index and followers have threads of their own.
 */
@Singleton
public class CountedConnections implements AgroalPoolInterceptor {
  private final LongAdder taken = new LongAdder();

  @Override
  public void onConnectionAcquire(Connection connection) {
    if (Thread.currentThread().getName().startsWith("executor-thread")) {
      taken.increment();
    }
  }

  long taken() {
    return taken.sum();
  }
}
