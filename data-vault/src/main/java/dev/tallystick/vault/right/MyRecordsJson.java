package dev.tallystick.vault.right;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a person's records. */
record MyRecordsJson(List<MyRecordJson> records, @Nullable String next) {
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
