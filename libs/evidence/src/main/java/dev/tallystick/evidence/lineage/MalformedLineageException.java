package dev.tallystick.evidence.lineage;

/** What was read is no answer of {@code /v1/lineage}; the message names the member and the rule. */
public final class MalformedLineageException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedLineageException(String message) {
    super(message);
  }
}
