package dev.tallystick.keys;

/** A signed text does not hold. The message names the rule that it breaks, never its content. */
public final class InvalidJwsException extends Exception {
  InvalidJwsException(String rule) {
    super(rule);
  }
}
