package dev.tallystick.vault.keystore;

/**
 * Whose key it is.
 *
 * @param subject the person's token; or the name of an identifier, whose own key links it to a
 *     token
 * @param source the party that the values come from
 */
public record KeyOwner(String subject, String source, RetentionClass retention) {
  @Override
  public String toString() {
    return "KeyOwner[redacted]";
  }
}
