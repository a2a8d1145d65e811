package dev.tallystick.audit;

import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Seed;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What consent-service logs about invented parties and their keys, as append requests. */
public final class TestParties {
  private static final String SOURCE = "consent-service";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Clock clock;

  /** Events whose times are those of {@code clock}. */
  public TestParties(Clock clock) {
    this.clock = clock;
  }

  /** The party is registered. */
  public byte[] registered(String party, String role) {
    return event(
        "party.registered",
        JsonObject.builder()
            .put("party", party)
            .put("role", role)
            .put("legalName", "Example " + party)
            .put("registrationNo", "REG-1")
            .put("country", "CN")
            .put("contact", "privacy desk")
            .put("by", "the-authority")
            .build());
  }

  /** The party's signing key is registered, for an hour. */
  public byte[] key(String party, SigningKey key) {
    return key(party, key, clock.millis() + Duration.ofHours(1).toMillis());
  }

  /** The party's signing key is registered, until {@code validToMillis}. */
  public byte[] key(String party, SigningKey key, long validToMillis) {
    return key(party, key, key.verificationKey().toByteArray(), validToMillis);
  }

  /** What is registered as the party's signing key is no point of the curve. */
  public byte[] unusableKey(String party) {
    long validTo = clock.millis() + Duration.ofHours(1).toMillis();
    return key(party, SigningKey.draw(), new byte[32], validTo);
  }

  private byte[] key(String party, SigningKey key, byte[] point, long validToMillis) {
    String x = Base64.getUrlEncoder().withoutPadding().encodeToString(point);
    return event(
        "party.key.registered",
        JsonObject.builder()
            .put("party", party)
            .put("use", "SIGN")
            .put("thumbprint", key.verificationKey().keyId())
            .put(
                "jwk",
                JsonObject.builder().put("kty", "OKP").put("crv", "Ed25519").put("x", x).build())
            .put("validFrom", Timestamps.format(clock.millis() - 1000))
            .put("validTo", Timestamps.format(validToMillis))
            .put(
                "proof",
                Jws.sign(key, "key-proof+jws", "{\"a\":1}".getBytes(StandardCharsets.US_ASCII)))
            .build());
  }

  /** The party's key is revoked. */
  public byte[] keyRevoked(String party, SigningKey key) {
    return event(
        "party.key.revoked",
        JsonObject.builder()
            .put("party", party)
            .put("use", "SIGN")
            .put("thumbprint", key.verificationKey().keyId())
            .put("reason", "ROTATED")
            .build());
  }

  private byte[] event(String type, JsonObject data) {
    Body body =
        new Body(
            EventId.draw(clock.millis(), RANDOM), SOURCE, clock.millis(), Optional.empty(), data);
    try {
      return Event.of(
              Seed.draw(RANDOM),
              Event.stubFor(EventTypes.get(type), body, Map.of(), List.of()),
              body,
              Optional.empty())
          .toRequestJson();
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
  }
}
