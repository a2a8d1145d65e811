package dev.tallystick.bureau.tenancy;

import java.sql.SQLException;

/** The database failed. Nothing that a caller can act on: a fault of the environment. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The failure as the driver tells it; its message may hold values, so it is not repeated. */
  public DatabaseException(SQLException cause) {
    super("the database failed with SQLSTATE " + cause.getSQLState(), cause);
  }
}
