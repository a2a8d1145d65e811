package dev.tallystick.keys;

/** Bytes or text that should hold a key do not. The message names the rule, never the key. */
public final class MalformedKeyException extends Exception {
  MalformedKeyException(String rule) {
    super(rule);
  }

  MalformedKeyException(String rule, Throwable cause) {
    super(rule, cause);
  }
}
