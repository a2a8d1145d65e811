package dev.tallystick.events.receipt;

import dev.tallystick.events.document.InvalidDocumentException;

/** A receipt that is not one, or does not hold. */
public final class InvalidReceiptException extends InvalidDocumentException {
  private static final long serialVersionUID = 1L;

  InvalidReceiptException(String field, String rule) {
    super("the receipt", field, rule);
  }
}
