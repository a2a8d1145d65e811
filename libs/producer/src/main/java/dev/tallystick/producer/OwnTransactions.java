package dev.tallystick.producer;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Runs work in a transaction of its own, whatever transaction the calling thread is in: what must
 * be durable before a request leaves may not wait for somebody else's commit.
 */
interface OwnTransactions {
  /** Work on one connection. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Runs the work and commits it; rolls it back if it throws. */
  <T> T run(Work<T> work);

  /** On plain JDBC, for callers that are in no transaction. */
  static OwnTransactions of(DataSource database) {
    return new OwnTransactions() {
      @Override
      public <T> T run(Work<T> work) {
        try (Connection connection = database.getConnection()) {
          connection.setAutoCommit(false);
          try {
            T result = work.on(connection);
            connection.commit();
            return result;
          } finally {
            // After a commit there is nothing left to roll back.
            connection.rollback();
            connection.setAutoCommit(true);
          }
        } catch (SQLException e) {
          throw new OutboxException(e);
        }
      }
    };
  }
}
