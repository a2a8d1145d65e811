package dev.tallystick.vault.keystore;

import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealingContext;
import dev.tallystick.keys.UnknownKeyException;
import dev.tallystick.keys.WrappedDataKey;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Wraps data keys under the wrapping key of their shard.
 *
 * <p>People are spread over 16 wrapping keys by the hash of their token, so that a shard can be
 * given a new key, or lose its old one, without touching the others. A wrapped key is bound to its
 * owner and version, and stands beside a commitment: a value of the key's own MAC that no other key
 * gives, so that a row cannot be made to open under two keys.
 */
@Singleton
final class WrappingKeys {
  private static final byte[] COMMITMENT =
      "tallystick/vault/key-commitment/v1".getBytes(StandardCharsets.US_ASCII);

  private final Kms kms;

  WrappingKeys(Kms kms) {
    this.kms = kms;
  }

  byte[] wrap(KeyOwner owner, int version, DataKey key) {
    return kms.wrap(kek(owner), key, context(owner, version)).toByteArray();
  }

  byte[] commitment(DataKey key) {
    return key.mac(COMMITMENT);
  }

  /**
   * The key of a row.
   *
   * @throws SealedRowException if the row is not this owner's, or was changed
   */
  DataKey unwrap(KeyOwner owner, int version, byte[] wrapped, byte[] commitment) {
    try {
      DataKey key = kms.unwrap(WrappedDataKey.parse(wrapped), context(owner, version));
      if (!MessageDigest.isEqual(commitment(key), commitment)) {
        key.close();
        throw new SealedRowException("a data key is not the one that its row commits to");
      }
      return key;
    } catch (MalformedKeyException | SealBrokenException e) {
      throw new SealedRowException("a data key does not open where it stands");
    }
  }

  private KeyName kek(KeyOwner owner) {
    byte[] hash = Hash.sha256(owner.subject().getBytes(StandardCharsets.US_ASCII)).toByteArray();
    KeyName name = new KeyName("vault-subjects-" + Integer.toHexString(hash[0] & 0x0f));
    try {
      return kms.currentKek(name).name();
    } catch (UnknownKeyException first) {
      return kms.createKek(name).name();
    }
  }

  private static SealingContext context(KeyOwner owner, int version) {
    return SealingContext.of(
        "data-vault",
        "data_key",
        owner.source(),
        owner.subject(),
        owner.retention().name(),
        Integer.toString(version));
  }
}
