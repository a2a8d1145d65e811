package dev.tallystick.producer;

/**
 * The database with the outbox failed at an event; nothing was sent unless the caller knows better.
 */
public final class OutboxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutboxException(Throwable cause) {
    super("the database with the outbox cannot be read or written", cause);
  }
}
