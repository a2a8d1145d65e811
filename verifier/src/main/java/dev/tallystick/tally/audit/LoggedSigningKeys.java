package dev.tallystick.tally.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.KeyUse;
import dev.tallystick.events.type.PartyKeyRegistered;
import dev.tallystick.events.type.PartyKeyRevoked;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The signing keys of parties, as the entries seen so far register and revoke them: the log itself
 * says whose signature counts, and when.
 */
final class LoggedSigningKeys {
  private final Map<String, Map<String, Registered>> parties = new HashMap<>();

  private record Registered(VerificationKey key, long fromMillis, long toMillis) {
    boolean isValidAt(long millis) {
      return millis >= fromMillis && millis < toMillis;
    }
  }

  /** Takes in what an entry says about keys; most say nothing. */
  void see(AuditedEntry entry) {
    entry.data(PartyKeyRegistered.NAME, PartyKeyRegistered::read).ifPresent(this::register);
    entry.data(PartyKeyRevoked.NAME, PartyKeyRevoked::read).ifPresent(this::revoke);
  }

  private void register(PartyKeyRegistered registered) {
    if (registered.use() != KeyUse.SIGN) {
      return;
    }
    Optional<VerificationKey> key = key(registered.jwk().toJson());
    key.ifPresent(
        found ->
            parties
                .computeIfAbsent(registered.party(), party -> new HashMap<>())
                .put(
                    found.keyId(),
                    new Registered(
                        found,
                        registered.validFrom().toEpochMilli(),
                        registered.validTo().toEpochMilli())));
  }

  private static Optional<VerificationKey> key(JsonObject jwk) {
    try {
      return Optional.of(VerificationKey.parse(new String(CanonicalJson.bytes(jwk), US_ASCII)));
    } catch (MalformedKeyException e) {
      // A key that is none can verify nothing, which is what those who need it will say.
      return Optional.empty();
    }
  }

  private void revoke(PartyKeyRevoked revoked) {
    Map<String, Registered> keys = parties.get(revoked.party());
    if (keys != null) {
      keys.remove(revoked.thumbprint());
    }
  }

  /**
   * The keys of a party that count for an entry recorded at this time, at this place of the log.
   */
  VerificationKeys of(String party, long recordedMillis) {
    Map<String, Registered> keys = parties.getOrDefault(party, Map.of());
    return keyId ->
        Optional.ofNullable(keys.get(keyId))
            .filter(key -> key.isValidAt(recordedMillis))
            .map(Registered::key);
  }
}
