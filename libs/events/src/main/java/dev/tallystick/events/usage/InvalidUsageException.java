package dev.tallystick.events.usage;

import dev.tallystick.events.document.InvalidDocumentException;

/** Bytes that are not a usage answer. */
public final class InvalidUsageException extends InvalidDocumentException {
  private static final long serialVersionUID = 1L;

  InvalidUsageException(String field, String rule) {
    super("the answer", field, rule);
  }
}
