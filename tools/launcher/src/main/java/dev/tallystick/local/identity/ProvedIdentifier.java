package dev.tallystick.local.identity;

/**
 * An identifier of a person, for which whoever adds the person vouches.
 *
 * @param scheme of a customer number with its platform, {@code CUSTOMER_NO/mall-east}
 */
public record ProvedIdentifier(String scheme, String value) {
  /** Shows no number. */
  @Override
  public String toString() {
    return "ProvedIdentifier[" + scheme + "]";
  }
}
