package dev.tallystick.party;

import dev.tallystick.keys.VerificationKeys;
import java.util.Optional;

/**
 * What a recipient asks of a release, from what it knows itself.
 *
 * @param subject the token of the person that it has asked about
 * @param recipient its own party id
 * @param seller the signing keys of the seller, where the seller's half is to be verified too
 */
public record ExpectedRelease(String subject, String recipient, Optional<VerificationKeys> seller) {
  /** Refuses tokens and ids of another form. */
  public ExpectedRelease {
    Form.SUBJECT.require("subject", subject);
    Form.PARTY.require("recipient", recipient);
  }

  /** Without a look at the seller's signature. */
  public static ExpectedRelease of(String subject, String recipient) {
    return new ExpectedRelease(subject, recipient, Optional.empty());
  }

  /** Also verifies the seller's signature, by these keys. */
  public ExpectedRelease withSeller(VerificationKeys keys) {
    return new ExpectedRelease(subject, recipient, Optional.of(keys));
  }
}
