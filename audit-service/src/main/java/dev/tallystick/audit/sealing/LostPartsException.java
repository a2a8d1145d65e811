package dev.tallystick.audit.sealing;

import dev.tallystick.audit.storage.LogStoreException;

/**
 * The parts of an entry are not to be had, however often one asks: they or their key are erased, or
 * the stored bytes are not what was sealed. Every other {@link LogStoreException} may pass, and
 * says nothing of the entry.
 */
public final class LostPartsException extends LogStoreException {
  private static final long serialVersionUID = 1L;

  LostPartsException(String message, Throwable cause) {
    super(message, cause);
  }

  LostPartsException(String message) {
    super(message);
  }
}
