package dev.tallystick.keys;

/** A key has been used after it was closed: an error of the program. */
public final class KeyClosedException extends IllegalStateException {
  KeyClosedException() {
    super("the key is closed");
  }
}
