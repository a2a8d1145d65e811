package dev.tallystick.party;

import java.time.Instant;
import java.util.Optional;

/**
 * What the reader of a statement asks for besides a true signature.
 *
 * @param issuer the party that presents it, or on whose behalf it is presented
 * @param audience who the reader is
 * @param now the reader's time; without it the statement is judged as of when it says it was made
 */
public record Expected(String issuer, String audience, Optional<Instant> now) {
  /** For a reader to whom it is presented now. */
  public Expected(String issuer, String audience, Instant now) {
    this(issuer, audience, Optional.of(now));
  }

  /**
   * For who looks at statements that were current when somebody took them, such as an auditor: when
   * that was, the log says.
   */
  public static Expected atItsOwnTime(String issuer, String audience) {
    return new Expected(issuer, audience, Optional.empty());
  }
}
