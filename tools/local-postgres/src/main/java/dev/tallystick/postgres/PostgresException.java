package dev.tallystick.postgres;

import org.jspecify.annotations.Nullable;

/** The server cannot run here, or not as safely as promised; the message says what to change. */
public final class PostgresException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PostgresException(String message) {
    super(message);
  }

  PostgresException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
