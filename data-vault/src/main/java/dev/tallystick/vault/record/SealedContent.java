package dev.tallystick.vault.record;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.Sealed;
import dev.tallystick.vault.keystore.SealingPlace;
import java.util.Arrays;

/** Salt and content of a record, opened: in memory only. */
record SealedContent(Hash salt, JsonObject content) {
  /** Where a version of a record is sealed for, whether it is the newest or not. */
  static SealingPlace place(String id, String category, int version) {
    return version == 1
        ? SealingPlace.of("record", id, category)
        : SealingPlace.of("record", id, category, Integer.toString(version));
  }

  /** Opens the newest version of a record that is not gone. */
  static SealedContent open(OpenKeys keys, RecordEntity row) {
    return open(
        keys, row.owner(), place(row.id(), row.category(), row.contentVersion()), row.sealed());
  }

  /**
   * Opens what was sealed for a place.
   *
   * @throws dev.tallystick.vault.keystore.SealedRowException if it does not open there
   */
  static SealedContent open(OpenKeys keys, KeyOwner owner, SealingPlace place, Sealed sealed) {
    byte[] plain = keys.open(owner, place, sealed);
    try {
      return new SealedContent(
          Hash.copyOf(plain, 0),
          (JsonObject) CanonicalJson.parse(Arrays.copyOfRange(plain, Hash.SIZE, plain.length)));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a record was sealed as something else: " + place.row(), e);
    }
  }

  @Override
  public String toString() {
    return "SealedContent[redacted]";
  }
}
