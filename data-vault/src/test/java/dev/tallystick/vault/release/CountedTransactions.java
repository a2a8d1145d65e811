package dev.tallystick.vault.release;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;

/**
 * Counts the transactions of the threads that answer requests, and those of them whose commit waits
 * for the disk. Followers and the outbox have threads of their own.
 */
@Singleton
public class CountedTransactions implements AgroalPoolInterceptor {
  /** A transaction that has written nothing has no id, and waits for nothing. */
  private static final String WAITS =
      "select current_setting('synchronous_commit') <> 'off'"
          + " and pg_current_xact_id_if_assigned() is not null";

  private final TransactionSynchronizationRegistry transactions;
  private final Instance<DataSource> database;
  private final LongAdder connections = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final LongAdder synchronous = new LongAdder();

  CountedTransactions(
      TransactionSynchronizationRegistry transactions, Instance<DataSource> database) {
    this.transactions = transactions;
    this.database = database;
  }

  /** What was counted up to a moment. */
  record Count(long connections, long transactions, long synchronous) {
    Count since(Count before) {
      return new Count(
          connections - before.connections,
          transactions - before.transactions,
          synchronous - before.synchronous);
    }

    Count orLess(Count other) {
      return new Count(
          Math.min(connections, other.connections),
          Math.min(transactions, other.transactions),
          Math.min(synchronous, other.synchronous));
    }
  }

  Count now() {
    return new Count(connections.sum(), ended.sum(), synchronous.sum());
  }

  /** A connection is taken once for each transaction, also by who manages it alone. */
  @Override
  public void onConnectionAcquire(Connection connection) {
    if (!isOfRequest()) {
      return;
    }
    connections.increment();
    if (transactions.getTransactionStatus() == Status.STATUS_ACTIVE) {
      transactions.registerInterposedSynchronization(new End(false));
    }
  }

  /** The end of a transaction that has not failed. */
  private final class End implements Synchronization {
    private final boolean isLast;

    private End(boolean isLast) {
      this.isLast = isLast;
    }

    @Override
    public void beforeCompletion() {
      if (!isLast) {
        // After the one that writes what the entity manager has kept until now.
        transactions.registerInterposedSynchronization(new End(true));
        return;
      }
      ended.increment();
      try (Connection connection = database.get().getConnection();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(WAITS)) {
        if (row.next() && row.getBoolean(1)) {
          synchronous.increment();
        }
      } catch (SQLException e) {
        // It has failed, and is rolled back.
      }
    }

    @Override
    public void afterCompletion(int status) {}
  }

  private static boolean isOfRequest() {
    String thread = Thread.currentThread().getName();
    return thread.startsWith("executor-thread") || thread.startsWith("parallel-task");
  }
}
