package dev.tallystick.evidence;

/**
 * A file that claims to be an evidence bundle breaks a rule of its form; the message says which.
 */
public final class MalformedBundleException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedBundleException(String message) {
    super(message);
  }
}
