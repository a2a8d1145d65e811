package dev.tallystick.keys;

/**
 * A sealed value or a wrapped key does not open: it was changed, or sealed under another key or for
 * another context. Which of them cannot be told, and must not be.
 */
public final class SealBrokenException extends Exception {
  SealBrokenException(String message) {
    super(message);
  }

  SealBrokenException(String message, Throwable cause) {
    super(message, cause);
  }
}
