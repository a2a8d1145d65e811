package dev.tallystick.vault.right;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.vault.record.RecordVersions;
import java.time.Instant;

/** A version of a record that was replaced. */
record OlderVersionJson(int version, Instant replacedAt, @JsonRawValue String content) {
  static OlderVersionJson of(RecordVersions.Older older) {
    return new OlderVersionJson(
        older.version(), older.replacedAt(), CanonicalJson.text(older.content()));
  }

  @Override
  public String toString() {
    return "OlderVersionJson[redacted]";
  }
}
