package dev.tallystick.producer;

import dev.tallystick.producer.OwnTransactions.Work;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.transaction.Status;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Runs work in the transaction that the calling thread is in: with its entities, its other
 * statements and its outcome. The data source hands out the connection that this transaction has
 * enlisted.
 */
interface CallersTransaction {
  /**
   * Refuses to call anybody from inside a transaction: its locks and its connection would be held
   * for as long as somebody else takes to answer, and what it did would not be durable yet.
   *
   * @throws IllegalStateException if the calling thread is in a transaction
   */
  static void requireNone() {
    if (Arc.container() != null && isUnderWay()) {
      throw new IllegalStateException("no service is called inside a transaction");
    }
  }

  /**
   * Runs the work.
   *
   * @throws IllegalStateException if the thread is in no transaction; what is stored then would not
   *     belong to anything
   * @throws OutboxException if the database fails; the transaction can no longer be committed
   */
  <T> T run(Work<T> work);

  /** The transactions of the container. */
  static CallersTransaction of(DataSource database) {
    return new CallersTransaction() {
      @Override
      public <T> T run(Work<T> work) {
        if (!isUnderWay()) {
          throw new IllegalStateException("an event is stored in a transaction");
        }
        try (Connection connection = database.getConnection()) {
          return work.on(connection);
        } catch (SQLException e) {
          throw new OutboxException(e);
        }
      }
    };
  }

  private static boolean isUnderWay() {
    return QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION;
  }
}
