package dev.tallystick.evidence;

/** A file is no evidence bundle of a form that this release reads, or is longer than it reads. */
public final class UnknownBundleException extends Exception {
  private static final long serialVersionUID = 1L;

  UnknownBundleException(String message) {
    super(message);
  }
}
