package dev.tallystick.rules;

import dev.tallystick.events.document.InvalidDocumentException;

/** The question is not one that can be decided; nobody is refused anything by it. */
public final class InvalidRequestException extends InvalidDocumentException {
  private static final long serialVersionUID = 1L;

  InvalidRequestException(String field, String rule) {
    super("the question", field, rule);
  }
}
