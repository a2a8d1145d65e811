package dev.tallystick.consent.signing;

import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.keys.SealingContext;
import dev.tallystick.keys.SigningKey;
import dev.tallystick.keys.UnknownKeyException;
import dev.tallystick.keys.WrappedDataKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;

/**
 * Makes signing keys and opens stored ones. A seed is in the clear only while this does its work.
 */
final class SealedSigningKeys {
  private static final KeyName KEK = new KeyName("consent-signing");

  private final Kms kms;

  SealedSigningKeys(Kms kms) {
    this.kms = kms;
  }

  /** A new key, ready to be stored. */
  SigningKeyEntity draw(Instant now) {
    byte[] seed = new byte[SigningKey.SEED_SIZE];
    new SecureRandom().nextBytes(seed);
    try (DataKey dataKey = DataKey.draw()) {
      SigningKey key = SigningKey.fromSeed(seed);
      SealingContext context = context(key.verificationKey().keyId());
      return new SigningKeyEntity(
          key.verificationKey().keyId(),
          key.verificationKey().toByteArray(),
          kms.wrap(kek(), dataKey, context).toByteArray(),
          dataKey.seal(seed, context).toByteArray(),
          now);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /**
   * The key of an entity.
   *
   * @throws IllegalStateException if the Kms does not have the key that seals it, or the row is not
   *     what was stored
   */
  SigningKey open(SigningKeyEntity row) {
    SealingContext context = context(row.kid);
    try (DataKey dataKey = kms.unwrap(WrappedDataKey.parse(row.wrappedKey), context)) {
      byte[] seed = dataKey.open(SealedValue.copyOf(row.sealedSeed), context);
      try {
        SigningKey key = SigningKey.fromSeed(seed);
        // The published half must be of this seed, or nobody could check what it signs.
        if (!Arrays.equals(key.verificationKey().toByteArray(), row.publicKey)) {
          throw new IllegalStateException("signing key " + row.kid + " has another public key");
        }
        return key;
      } finally {
        Arrays.fill(seed, (byte) 0);
      }
    } catch (MalformedKeyException | SealBrokenException e) {
      throw new IllegalStateException("signing key " + row.kid + " does not open", e);
    }
  }

  private KeyName kek() {
    try {
      return kms.currentKek(KEK).name();
    } catch (UnknownKeyException first) {
      return kms.createKek(KEK).name();
    }
  }

  private static SealingContext context(String kid) {
    return SealingContext.of("consent-service", "signing_key", kid);
  }
}
