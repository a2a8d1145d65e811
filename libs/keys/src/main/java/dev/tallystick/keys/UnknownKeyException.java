package dev.tallystick.keys;

/** The {@link Kms} has no such key: it was never created, or its file is missing. */
public final class UnknownKeyException extends IllegalStateException {
  UnknownKeyException(String message) {
    super(message);
  }
}
