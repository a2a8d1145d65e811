package dev.tallystick.vault.keystore;

/**
 * Whose key it is.
 *
 * @param subject the person's token
 * @param source the party that the values come from
 */
public record KeyOwner(String subject, String source, RetentionClass retention) {
  @Override
  public String toString() {
    return "KeyOwner[redacted]";
  }
}
