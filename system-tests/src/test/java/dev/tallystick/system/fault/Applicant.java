package dev.tallystick.system.fault;

import dev.tallystick.party.Identifier;

/**
 * Somebody whom the lender may inquire about, until they withdraw.
 *
 * @param name the log-in
 * @param subject the person's token
 * @param consent the consent to the lender's inquiries that is in force
 */
public record Applicant(String name, String subject, Identifier identifier, String consent) {
  Applicant withConsent(String next) {
    return new Applicant(name, subject, identifier, next);
  }

  /** Shows no identifier. */
  @Override
  public String toString() {
    return name;
  }
}
