package dev.tallystick.vault.keystore;

import java.util.Optional;

/**
 * A row of the keystore as it was read: whose key it is, and the key unless it opens no more.
 *
 * @param key empty when what is stored is no key, or not in the form in which keys are stored
 */
record KeyRow(Place place, Optional<StoredKey> key) {
  /** What names a row, in the words of the row itself. */
  record Place(String subject, String source, String retention, int version) {
    static Place of(StoredKey key) {
      return new Place(
          key.owner().subject(),
          key.owner().source(),
          key.owner().retention().name(),
          key.version());
    }

    @Override
    public String toString() {
      return "Place[redacted]";
    }
  }

  /** A row from its columns, whatever they hold. */
  static KeyRow of(Place place, byte[] wrapped, byte[] commitment) {
    try {
      KeyOwner owner =
          new KeyOwner(place.subject(), place.source(), RetentionClass.valueOf(place.retention()));
      return new KeyRow(
          place, Optional.of(StoredKey.of(owner, place.version(), wrapped, commitment)));
    } catch (SealedRowException | IllegalArgumentException e) {
      return new KeyRow(place, Optional.empty());
    }
  }
}
