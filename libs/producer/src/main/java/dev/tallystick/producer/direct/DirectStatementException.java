package dev.tallystick.producer.direct;

import java.sql.SQLException;

/** The database failed at a direct statement; the transaction can no longer be committed. */
public final class DirectStatementException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DirectStatementException(SQLException cause) {
    super("the database does not take a direct statement", cause);
  }
}
