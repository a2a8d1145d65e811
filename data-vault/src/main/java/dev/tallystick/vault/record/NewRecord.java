package dev.tallystick.vault.record;

import dev.tallystick.events.JsonObject;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.keystore.KeyOwner;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A record to be stored.
 *
 * @param line its line in the chunk, from 1
 * @param content what is kept of the line: everything but whose it is
 * @param digest the salted digest that stands for it in the chunk's root
 * @param expiresOn the first day on which it is shown no more
 */
public record NewRecord(
    String id,
    String chunk,
    int line,
    KeyOwner owner,
    String category,
    Hash salt,
    JsonObject content,
    Hash digest,
    Optional<LocalDate> expiresOn) {

  @Override
  public String toString() {
    return "NewRecord[" + id + "]";
  }
}
