package dev.tallystick.tlog;

/** The bytes do not hold the entries that an entry bundle of this width has. */
public final class MalformedEntryBundleException extends TlogException {
  private static final long serialVersionUID = 1L;

  MalformedEntryBundleException(String message) {
    super(message);
  }
}
