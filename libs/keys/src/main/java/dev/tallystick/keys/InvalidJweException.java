package dev.tallystick.keys;

/** A sealed text does not open. The message names the rule that it breaks, never its content. */
public final class InvalidJweException extends Exception {
  InvalidJweException(String rule) {
    super(rule);
  }
}
