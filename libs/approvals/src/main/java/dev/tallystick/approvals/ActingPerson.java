package dev.tallystick.approvals;

import java.util.Optional;
import java.util.Set;

/**
 * Somebody who does or approves a privileged act, as the verified token says.
 *
 * @param account the account's id at the identity provider; stands in the log for auditors
 * @param party the organisation that the token speaks for
 * @param isPerson whether a human being has logged in; false of a machine's own token
 * @param hasSecondFactor whether the log-in used a one-time code ({@code amr} has {@code otp})
 */
public record ActingPerson(
    String account,
    Optional<String> party,
    Set<String> roles,
    boolean isPerson,
    boolean hasSecondFactor) {
  /** Copies the roles. */
  public ActingPerson {
    roles = Set.copyOf(roles);
  }

  /** Shows no account. */
  @Override
  public String toString() {
    return "ActingPerson[redacted]";
  }
}
