package dev.tallystick.vault.keystore;

/**
 * Whose key it is.
 *
 * @param subject the person's token; or the name of an identifier, whose own key links it to a
 *     token
 * @param source the party that the values come from
 */
public record KeyOwner(String subject, String source, RetentionClass retention) {
  /** The source of what is the person's own, whoever it comes from. No party has such a name. */
  private static final String PERSON = "@person";

  /** Whose key seals and authenticates what is the person's own; it goes with the person. */
  public static KeyOwner ofPerson(String subject) {
    return new KeyOwner(subject, PERSON, RetentionClass.ORDINARY);
  }

  @Override
  public String toString() {
    return "KeyOwner[redacted]";
  }
}
