package dev.tallystick.rules.state;

/**
 * A code that lets in the first signing key of a party, as long as nobody has used it.
 *
 * @param event the entry that it was issued by
 * @param codeHash SHA-256 of it, in hex; nobody keeps the code itself
 * @param validToMillis the first millisecond at which it is no longer valid
 */
public record IssuedEnrolment(String event, String codeHash, long validToMillis) {
  /** Whether it may be used at a time. */
  public boolean isValidAt(long millis) {
    return millis < validToMillis;
  }
}
