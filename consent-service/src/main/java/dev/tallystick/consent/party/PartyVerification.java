package dev.tallystick.consent.party;

import dev.tallystick.events.CanonicalJson;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.KeyProof;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.PartyKey;
import java.util.Optional;

/** The keys that a party's statements are verified with. */
public final class PartyVerification {
  private PartyVerification() {}

  /** The party's signing keys that are valid at a time. */
  public static VerificationKeys keysOf(Party party, long millis) {
    return keyId ->
        party.keys().stream()
            .filter(key -> key.use().equals(KeyProof.SIGN))
            .filter(key -> key.thumbprint().equals(keyId) && key.isValidAt(millis))
            .findFirst()
            .flatMap(PartyVerification::read);
  }

  private static Optional<VerificationKey> read(PartyKey key) {
    try {
      return Optional.of(VerificationKey.parse(CanonicalJson.text(key.jwk())));
    } catch (MalformedKeyException e) {
      return Optional.empty();
    }
  }
}
