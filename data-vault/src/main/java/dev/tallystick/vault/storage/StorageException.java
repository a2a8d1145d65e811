package dev.tallystick.vault.storage;

import java.sql.SQLException;
import java.util.concurrent.TimeoutException;

/** The database failed; whether the last commit holds is then unknown. */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The failure, without what the driver says of rows. */
  public StorageException(SQLException cause) {
    // The driver's message may quote a row, so only its state is told.
    super("the database failed, SQLSTATE " + cause.getSQLState(), withoutRow(cause));
  }

  /** What tells whether the database is away: the state, or that the pool had none to give. */
  private static SQLException withoutRow(SQLException cause) {
    SQLException bare = new SQLException("SQLSTATE " + cause.getSQLState(), cause.getSQLState());
    if (cause.getCause() instanceof TimeoutException) {
      bare.initCause(new TimeoutException());
    }
    return bare;
  }
}
