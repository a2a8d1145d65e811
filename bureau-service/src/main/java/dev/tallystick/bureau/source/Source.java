package dev.tallystick.bureau.source;

import dev.tallystick.party.OpenedPayload;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** One release-1 that has passed every check: what one platform has released for this inquiry. */
public record Source(String from, OpenedPayload opened, List<SourceRecord> records) {
  /** Keeps its own copy of the records. */
  public Source {
    records = List.copyOf(records);
  }

  /** The id of its event in the log. */
  public String event() {
    return opened.eventId();
  }

  /** The categories of its records. */
  public SortedSet<String> categories() {
    SortedSet<String> categories = new TreeSet<>();
    records.forEach(record -> categories.add(record.observation().category()));
    return categories;
  }
}
