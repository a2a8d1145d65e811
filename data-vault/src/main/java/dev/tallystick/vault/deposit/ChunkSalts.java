package dev.tallystick.vault.deposit;

import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.record.RecordIntake;
import dev.tallystick.vault.record.SaltedId;
import jakarta.inject.Singleton;
import java.util.Map;

/** The records of a chunk that was taken in before, with the salts that its platform was told. */
@Singleton
final class ChunkSalts {
  private final RecordIntake records;
  private final Keystore keystore;

  ChunkSalts(RecordIntake records, Keystore keystore) {
    this.records = records;
    this.keystore = keystore;
  }

  /** By line; in the caller's transaction. */
  Map<Integer, SaltedId> of(String chunk) {
    try (OpenKeys keys = keystore.open()) {
      return records.salts(keys, chunk);
    }
  }
}
