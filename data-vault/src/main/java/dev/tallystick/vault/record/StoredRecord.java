package dev.tallystick.vault.record;

import dev.tallystick.events.JsonObject;
import dev.tallystick.tlog.Hash;

/** A record as it was opened: in memory only, for as long as a release is being made. */
public record StoredRecord(String id, String category, Hash salt, JsonObject content) {
  @Override
  public String toString() {
    return "StoredRecord[" + id + "]";
  }
}
