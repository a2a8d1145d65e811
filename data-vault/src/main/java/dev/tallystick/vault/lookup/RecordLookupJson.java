package dev.tallystick.vault.lookup;

import dev.tallystick.vault.document.KeptContent;
import dev.tallystick.vault.record.KeptRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a party has found of its own. */
record RecordLookupJson(List<FoundRecordJson> records, @Nullable String next) {

  /** A record, by its id and time, and nothing of what it says. */
  record FoundRecordJson(String record, int version, String observedAt) {
    static FoundRecordJson of(KeptRecord record) {
      return new FoundRecordJson(
          record.id(),
          record.version(),
          new KeptContent.Partial(record.content()).observedAt().orElseThrow());
    }
  }

  static RecordLookupJson of(List<KeptRecord> page) {
    return new RecordLookupJson(
        page.stream().map(FoundRecordJson::of).toList(),
        page.size() < RecordLookups.PAGE ? null : page.get(page.size() - 1).id());
  }
}
