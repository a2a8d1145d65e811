package dev.tallystick.producer;

import dev.tallystick.producer.OwnTransactions.Work;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Runs work in the transaction that the calling thread is in: with its entities, its other
 * statements and its outcome. The data source hands out the connection that this transaction has
 * enlisted.
 */
final class CallersTransaction {
  private final DataSource database;

  CallersTransaction(DataSource database) {
    this.database = database;
  }

  /**
   * Runs the work.
   *
   * @throws IllegalStateException if the thread is in no transaction; what is stored then would not
   *     belong to anything
   * @throws OutboxException if the database fails; the transaction can no longer be committed
   */
  <T> T run(Work<T> work) {
    if (!QuarkusTransaction.isActive()) {
      throw new IllegalStateException("an event is stored in a transaction");
    }
    try (Connection connection = database.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new OutboxException(e);
    }
  }
}
