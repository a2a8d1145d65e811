package dev.tallystick.keys;

/**
 * A key file, or the directory of key files, cannot be used as it is. The message names the file
 * and what to do about it; nothing goes on until it is done.
 */
public final class KeyFileException extends IllegalStateException {
  KeyFileException(String message) {
    super(message);
  }

  KeyFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
