package dev.tallystick.vault.staff;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a member of staff sees. */
@Schema(name = "StaffRead")
record StaffReadJson(
    @Schema(description = "The entry staff.read.") String event,
    @Schema(description = "At most 256, in the order of their ids; restricted ones are left out.")
        List<StaffRecordJson> records) {
  static StaffReadJson of(StaffReads.Seen seen) {
    return new StaffReadJson(
        seen.event().id().toString(), seen.records().stream().map(StaffRecordJson::of).toList());
  }

  @Override
  public String toString() {
    return "StaffReadJson[redacted]";
  }
}
