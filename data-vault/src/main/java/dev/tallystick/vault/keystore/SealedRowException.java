package dev.tallystick.vault.keystore;

/**
 * A stored value does not open where it stands: changed, moved from another row, or its key is not
 * the one it was sealed under. A reason for an alarm; nothing of it is used.
 */
public final class SealedRowException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  SealedRowException(String message) {
    super(message);
  }
}
