package dev.tallystick.vault.storage;

import java.sql.SQLException;

/** The database failed; whether the last commit holds is then unknown. */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StorageException(SQLException cause) {
    // The driver's message may quote a row, so only its state is told.
    super("the database failed, SQLSTATE " + cause.getSQLState());
  }
}
