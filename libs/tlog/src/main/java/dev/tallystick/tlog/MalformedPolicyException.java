package dev.tallystick.tlog;

/** The bytes are not a policy file; the message names line and rule. */
public final class MalformedPolicyException extends TlogException {
  private static final long serialVersionUID = 1L;

  MalformedPolicyException(String message) {
    super(message);
  }
}
