package dev.tallystick.vault.keystore;

import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.WrappedDataKey;
import dev.tallystick.tlog.Hash;

/**
 * A row of the keystore: a data key as it is stored.
 *
 * @param version the data key's own version, which its owner's values name
 * @param wrapped the key, and under which version of which wrapping key
 * @param commitment what no other key gives
 */
record StoredKey(KeyOwner owner, int version, WrappedDataKey wrapped, Hash commitment) {
  /**
   * A key from the columns of its row.
   *
   * @throws SealedRowException if the row holds something else
   */
  static StoredKey of(KeyOwner owner, int version, byte[] wrapped, byte[] commitment) {
    try {
      return new StoredKey(
          owner, version, WrappedDataKey.parse(wrapped), Hash.takeOwnershipOf(commitment));
    } catch (MalformedKeyException e) {
      throw new SealedRowException("a data key is not in the form that it was stored in");
    }
  }

  /**
   * The key itself; the caller closes it.
   *
   * @throws SealedRowException if the row is not this owner's, was changed, or the version that it
   *     is wrapped under is not there
   */
  DataKey unwrap(WrappingKeys wrapping) {
    return wrapping.unwrap(owner, version, wrapped.toByteArray(), commitment.toByteArray());
  }

  /** The same key under the version of {@code kek} that is in use, with its derived commitment. */
  StoredKey rewrap(WrappingKeys wrapping, KeyName kek) {
    try (DataKey key = unwrap(wrapping)) {
      return new StoredKey(
          owner,
          version,
          wrapping.wrap(kek, owner, version, key),
          Hash.takeOwnershipOf(wrapping.commitment(key)));
    }
  }

  @Override
  public String toString() {
    return "StoredKey[" + wrapped + "]";
  }
}
