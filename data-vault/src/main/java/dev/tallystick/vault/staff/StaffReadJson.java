package dev.tallystick.vault.staff;

import java.util.List;

/** What a member of staff sees. */
record StaffReadJson(String event, List<StaffRecordJson> records) {
  static StaffReadJson of(StaffReads.Seen seen) {
    return new StaffReadJson(
        seen.event().id().toString(), seen.records().stream().map(StaffRecordJson::of).toList());
  }

  @Override
  public String toString() {
    return "StaffReadJson[redacted]";
  }
}
