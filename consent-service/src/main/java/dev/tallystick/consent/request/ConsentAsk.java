package dev.tallystick.consent.request;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a party asks a person to agree to.
 *
 * @param by the party that asks, one of the two sides
 * @param notice the text that the person is to be shown
 * @param asOfSize the size of the log when it was asked; a consent given since answers it
 */
record ConsentAsk(
    String id,
    String by,
    String subject,
    Sides sides,
    String purpose,
    List<String> categories,
    Terms terms,
    Told told,
    String notice,
    long asOfSize,
    Instant askedAt) {

  /** What kind of consent, from whom to whom. */
  record Sides(String kind, Optional<String> discloser, String recipient) {}

  /** How the data would be handled. */
  record Terms(String method, String retention, Instant validUntil, Optional<Long> useLimit) {}

  /**
   * What has to be told besides, by the kind.
   *
   * @param necessity of sensitive data, why it is needed
   * @param impact of sensitive data, what it may do to the person
   * @param country of what goes abroad, where to
   */
  record Told(Optional<String> necessity, Optional<String> impact, Optional<String> country) {}

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "ConsentAsk[" + id + "]";
  }
}
