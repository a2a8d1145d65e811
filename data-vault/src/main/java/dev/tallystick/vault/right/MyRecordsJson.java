package dev.tallystick.vault.right;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of a person's records. */
@Schema(name = "MyRecords")
record MyRecordsJson(
    List<MyRecordJson> records,
    @Schema(description = "Where the next page begins; absent on the last.")
        @Nullable String next) {
  static MyRecordsJson of(List<MyRecords.Seen> page) {
    return new MyRecordsJson(
        page.stream().map(MyRecordJson::of).toList(),
        page.size() < MyRecords.PAGE ? null : page.get(page.size() - 1).record().id());
  }

  @Override
  public String toString() {
    return "MyRecordsJson[redacted]";
  }
}
