package dev.tallystick.vault.record;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import java.util.List;

/**
 * A record as it was opened: in memory only, for as long as a release is being made.
 *
 * @param marks what travels with it
 * @param deposit the entry of the chunk that it came in
 */
public record StoredRecord(
    String id,
    String category,
    int version,
    Hash salt,
    JsonObject content,
    List<Mark> marks,
    EventId deposit) {
  public StoredRecord {
    marks = List.copyOf(marks);
  }

  StoredRecord with(List<Mark> found) {
    return new StoredRecord(id, category, version, salt, content, found, deposit);
  }

  /** The members that the marks add to the record when it is handed over. */
  public JsonObject markMembers() {
    return Mark.members(marks);
  }

  @Override
  public String toString() {
    return "StoredRecord[" + id + "]";
  }
}
