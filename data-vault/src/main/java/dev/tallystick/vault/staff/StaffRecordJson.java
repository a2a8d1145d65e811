package dev.tallystick.vault.staff;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.vault.record.KeptRecord;

/** A record as the staff of its depositor see it. */
record StaffRecordJson(
    String record, String category, int version, boolean disputed, @JsonRawValue String content) {
  static StaffRecordJson of(KeptRecord record) {
    return new StaffRecordJson(
        record.id(),
        record.category(),
        record.version(),
        record.isDisputed(),
        CanonicalJson.text(record.content()));
  }

  @Override
  public String toString() {
    return "StaffRecordJson[redacted]";
  }
}
