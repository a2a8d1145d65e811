package dev.tallystick.vault.storage;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** The database failed; whether the last commit holds is then unknown. */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Two added the same row; two waited for each other, and this one was chosen to give way. */
  private static final Set<String> CONTENTION = Set.of("23505", "40P01");

  private final boolean contention;

  StorageException(SQLException cause) {
    // The driver's message may quote a row, so only its state is told.
    super("the database failed, SQLSTATE " + cause.getSQLState(), withoutRow(cause));
    this.contention = CONTENTION.contains(String.valueOf(cause.getSQLState()));
  }

  /** What tells whether the database is away: the state, or that the pool had none to give. */
  private static SQLException withoutRow(SQLException cause) {
    SQLException bare = new SQLException("SQLSTATE " + cause.getSQLState(), cause.getSQLState());
    if (cause.getCause() instanceof TimeoutException) {
      bare.initCause(new TimeoutException());
    }
    return bare;
  }

  /** Whether somebody else was at the same rows: nothing of this work is there, try again. */
  boolean isContention() {
    return contention;
  }
}
