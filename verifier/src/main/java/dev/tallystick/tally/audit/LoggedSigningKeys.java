package dev.tallystick.tally.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
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
    if (entry.is("party.key.registered")) {
      entry.data().ifPresent(this::register);
    } else if (entry.is("party.key.revoked")) {
      entry.data().ifPresent(this::revoke);
    }
  }

  private void register(JsonObject data) {
    if (!data.getString("use").equals("SIGN")) {
      return;
    }
    Optional<VerificationKey> key = key(data.getObject("jwk"));
    key.ifPresent(
        found ->
            parties
                .computeIfAbsent(data.getString("party"), party -> new HashMap<>())
                .put(
                    found.keyId(),
                    new Registered(found, millis(data, "validFrom"), millis(data, "validTo"))));
  }

  private static Optional<VerificationKey> key(JsonObject jwk) {
    try {
      return Optional.of(VerificationKey.parse(new String(CanonicalJson.bytes(jwk), US_ASCII)));
    } catch (MalformedKeyException e) {
      // A key that is none can verify nothing, which is what those who need it will say.
      return Optional.empty();
    }
  }

  private void revoke(JsonObject data) {
    Map<String, Registered> keys = parties.get(data.getString("party"));
    if (keys != null) {
      keys.remove(data.getString("thumbprint"));
    }
  }

  private static long millis(JsonObject data, String name) {
    return Timestamps.parse(data.getString(name)).orElse(Long.MAX_VALUE);
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
