package dev.tallystick.events.receipt;

import dev.tallystick.events.document.InvalidDocumentException;

/** JSON that is not an opening. */
public final class MalformedOpeningException extends InvalidDocumentException {
  private static final long serialVersionUID = 1L;

  MalformedOpeningException(String field, String rule) {
    super("the opening", field, rule);
  }
}
