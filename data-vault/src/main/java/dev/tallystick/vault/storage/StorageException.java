package dev.tallystick.vault.storage;

import java.sql.SQLException;

/** The database failed; whether the last commit holds is then unknown. */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String UNIQUE_VIOLATION = "23505";

  private final boolean duplicateKey;

  StorageException(SQLException cause) {
    // The driver's message may quote a row, so only its state is told.
    super("the database failed, SQLSTATE " + cause.getSQLState());
    this.duplicateKey = UNIQUE_VIOLATION.equals(cause.getSQLState());
  }

  /** Whether somebody else has stored a row of the same key: nothing of this work is there. */
  public boolean isDuplicateKey() {
    return duplicateKey;
  }
}
