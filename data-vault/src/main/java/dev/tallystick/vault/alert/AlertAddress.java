package dev.tallystick.vault.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a person is told.
 *
 * @param to the mail address or the webhook's URL
 * @param secret what a webhook's messages are signed with
 * @param offAt since when it is off
 */
record AlertAddress(
    String id,
    AlertChannel channel,
    String to,
    Optional<String> secret,
    Choice choice,
    State state,
    Instant setAt,
    Instant confirmBy,
    Optional<Instant> offAt) {

  /** Whether it is in use. */
  enum State {
    /** Nobody has shown that it is theirs. */
    PENDING,
    CONFIRMED,
    /** It has failed too often. */
    OFF
  }

  /** When the person is told. */
  enum Pace {
    AT_ONCE,
    DAILY
  }

  /** How the person wants to be told. */
  record Choice(Pace pace, AlertLanguage language) {}

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "AlertAddress[" + id + ", " + state + "]";
  }
}
