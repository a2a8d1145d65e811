package dev.tallystick.vault.storage;

import java.sql.SQLException;
import java.util.concurrent.TimeoutException;

/** The database failed; whether the last commit holds is then unknown. */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String UNIQUE_VIOLATION = "23505";

  private final boolean duplicateKey;

  StorageException(SQLException cause) {
    // The driver's message may quote a row, so only its state is told.
    super("the database failed, SQLSTATE " + cause.getSQLState(), withoutRow(cause));
    this.duplicateKey = UNIQUE_VIOLATION.equals(cause.getSQLState());
  }

  /** What tells whether the database is away: the state, or that the pool had none to give. */
  private static SQLException withoutRow(SQLException cause) {
    SQLException bare = new SQLException("SQLSTATE " + cause.getSQLState(), cause.getSQLState());
    if (cause.getCause() instanceof TimeoutException) {
      bare.initCause(new TimeoutException());
    }
    return bare;
  }

  /** Whether somebody else has stored a row of the same key: nothing of this work is there. */
  public boolean isDuplicateKey() {
    return duplicateKey;
  }
}
