package dev.tallystick.analysis;

/** It cannot be done; the message is for whoever asked. */
final class AnalysisException extends Exception {
  private static final long serialVersionUID = 1L;

  AnalysisException(String message) {
    super(message);
  }
}
