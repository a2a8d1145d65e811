package dev.tallystick.vault.lookup;

import dev.tallystick.vault.record.KeptRecord;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a party has found of its own. */
@Schema(name = "RecordLookup")
record RecordLookupJson(
    @Schema(description = "At most 200, in the order of their ids.") List<FoundRecordJson> records,
    @Schema(description = "Where the next page begins; absent on the last.")
        @Nullable String next) {

  /** A record, by its id and time, and nothing of what it says. */
  @Schema(name = "FoundRecord")
  record FoundRecordJson(String record, int version, String observedAt) {
    static FoundRecordJson of(KeptRecord record) {
      return new FoundRecordJson(
          record.id(), record.version(), record.content().getString("observedAt"));
    }
  }

  static RecordLookupJson of(List<KeptRecord> page) {
    return new RecordLookupJson(
        page.stream().map(FoundRecordJson::of).toList(),
        page.size() < RecordLookups.PAGE ? null : page.get(page.size() - 1).id());
  }
}
