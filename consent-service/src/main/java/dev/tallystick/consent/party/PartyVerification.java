package dev.tallystick.consent.party;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.KeyProof;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.PartyKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The keys that a party's statements are verified with. */
public final class PartyVerification {
  private static final int MAX_KEYS = 10_000;

  /** Keys by their text: to check that a point is one of the curve costs as much as a signature. */
  private static final Map<String, VerificationKey> KNOWN = new ConcurrentHashMap<>();

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
    String jwk = CanonicalJson.text(key.jwk());
    VerificationKey known = KNOWN.get(jwk);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      VerificationKey parsed = VerificationKey.parse(jwk);
      if (KNOWN.size() >= MAX_KEYS) {
        KNOWN.clear();
      }
      KNOWN.put(jwk, parsed);
      return Optional.of(parsed);
    } catch (MalformedKeyException e) {
      return Optional.empty();
    }
  }
}
