package dev.tallystick.vault.keystore;

import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.KeyVersion;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealingContext;
import dev.tallystick.keys.UnknownKeyException;
import dev.tallystick.keys.WrappedDataKey;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Wraps data keys under the wrapping key of their shard.
 *
 * <p>A wrapped key is bound to its owner and version, and stands beside its commitment, which no
 * other key has, so that a row cannot be made to open under two keys. Rows from before commitments
 * were derived hold a MAC by the key in its place, until they are wrapped anew.
 */
@Singleton
final class WrappingKeys {
  /**
   * What a key's MAC was taken of to commit to it, in rows from before commitments were derived.
   */
  private static final byte[] FORMER_COMMITMENT =
      "tallystick/vault/key-commitment/v1".getBytes(StandardCharsets.US_ASCII);

  private final Kms kms;
  private final Shards shards;

  WrappingKeys(Kms kms, Shards shards) {
    this.kms = kms;
    this.shards = shards;
  }

  /** The wrapping key that a person's keys belong under. */
  KeyName kekOf(String subject) {
    return shards.kekOf(subject);
  }

  /** Makes a version to take over from {@code old}, unless there is one. */
  void replace(KeyVersion old) {
    if (kms.currentKek(old.name()).equals(old)) {
      kms.createKek(old.name());
    }
  }

  /** Wraps under the version of {@code kek} that is in use. */
  WrappedDataKey wrap(KeyName kek, KeyOwner owner, int version, DataKey key) {
    return kms.wrap(kek, key, context(owner, version));
  }

  byte[] commitment(DataKey key) {
    return key.commitment();
  }

  /**
   * The key of a row.
   *
   * @throws SealedRowException if the row is not this owner's, or was changed
   */
  DataKey unwrap(KeyOwner owner, int version, byte[] wrapped, byte[] commitment) {
    try {
      DataKey key = kms.unwrap(WrappedDataKey.parse(wrapped), context(owner, version));
      if (!MessageDigest.isEqual(commitment(key), commitment)
          && !MessageDigest.isEqual(key.mac(FORMER_COMMITMENT), commitment)) {
        key.close();
        throw new SealedRowException("a data key is not the one that its row commits to");
      }
      return key;
    } catch (MalformedKeyException | SealBrokenException e) {
      throw new SealedRowException("a data key does not open where it stands");
    } catch (UnknownKeyException e) {
      throw new SealedRowException("a data key is wrapped under a version that is not there");
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
