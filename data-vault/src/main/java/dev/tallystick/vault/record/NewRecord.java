package dev.tallystick.vault.record;

import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.keystore.KeyOwner;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A record to be stored.
 *
 * @param line its line in the chunk, from 1
 * @param schemaVersion of the schema of its category that it was judged by
 * @param content what is kept of the line: everything but whose it is
 * @param digest the salted digest that stands for it in the chunk's root
 * @param fingerprint what tells the same record of the same person from the same source again
 * @param lookups the keyed digests of its indexed fields
 * @param expiresOn the first day on which it is shown no more
 */
public record NewRecord(
    String id,
    String chunk,
    int line,
    KeyOwner owner,
    String category,
    int schemaVersion,
    Hash salt,
    CanonicalContent content,
    Hash digest,
    UUID fingerprint,
    List<UUID> lookups,
    Optional<LocalDate> expiresOn) {
  public NewRecord {
    lookups = List.copyOf(lookups);
  }

  @Override
  public String toString() {
    return "NewRecord[" + id + "]";
  }
}
