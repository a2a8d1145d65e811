package dev.tallystick.bureau.key;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.keys.SealingContext;
import dev.tallystick.keys.WrappedDataKey;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Seals the pairs of bureaus, each under a key of its own that is bound to its bureau. */
@Singleton
final class SealedBureauKeys {
  private final Kms kms;

  SealedBureauKeys(Kms kms) {
    this.kms = kms;
  }

  BureauKeyEntity seal(BureauId bureau, PartyKeys keys, Instant now) {
    String id = keys.signingKey().verificationKey().keyId();
    try (DataKey key = DataKey.draw()) {
      SealingContext context = context(bureau, id);
      return new BureauKeyEntity(
          bureau.value(),
          id,
          now,
          kms.wrap(KekNames.KEYS, key, context).toByteArray(),
          keys.seal(key, context).toByteArray());
    }
  }

  /**
   * The pair of a row.
   *
   * @throws IllegalStateException if the Kms does not have the key that seals it, or the row is not
   *     what was stored
   */
  PartyKeys open(BureauId bureau, BureauKeyEntity row) {
    SealingContext context = context(bureau, row.signingKey);
    try (DataKey key = kms.unwrap(WrappedDataKey.parse(row.wrappedKey), context)) {
      return PartyKeys.open(SealedValue.copyOf(row.sealedKeys), key, context);
    } catch (MalformedKeyException | SealBrokenException e) {
      throw new IllegalStateException("a stored key of " + bureau + " does not open", e);
    }
  }

  private static SealingContext context(BureauId bureau, String keyId) {
    return SealingContext.of("bureau-key", bureau.value(), keyId);
  }
}
