package dev.tallystick.vault.alert;

import java.time.Instant;

/**
 * What is sent by one try.
 *
 * @param id the same at each try
 * @param code what shows that the address is the person's, for a challenge
 * @param attempts the tries, this one among them
 * @param giveUpAt after which it is tried no more
 */
record AlertMessage(
    String id,
    AlertAddress address,
    Occasion occasion,
    String code,
    int attempts,
    Instant giveUpAt) {

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "AlertMessage[" + id + "]";
  }
}
