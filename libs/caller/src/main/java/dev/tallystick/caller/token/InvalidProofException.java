package dev.tallystick.caller.token;

/** A DPoP proof is not well-formed, or not of now. The message says which rule it breaks. */
final class InvalidProofException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidProofException(String rule) {
    super(rule);
  }
}
