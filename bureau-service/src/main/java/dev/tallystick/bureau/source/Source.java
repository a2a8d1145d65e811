package dev.tallystick.bureau.source;

import dev.tallystick.tlog.Hash;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** One release-1 that has passed every check: what one platform has released for this inquiry. */
public record Source(String from, Evidence evidence, List<SourceRecord> records) {
  /** Keeps its own copy of the records. */
  public Source {
    records = List.copyOf(records);
  }

  /** The id of its event in the log. */
  public String event() {
    return evidence.event();
  }

  /**
   * Where the log has the release, and of what payload: what is acknowledged.
   *
   * @param entry what the log holds at the index
   */
  public record Evidence(String event, long index, Hash entry, Hash payloadDigest) {}

  /** The categories of its records. */
  public SortedSet<String> categories() {
    SortedSet<String> categories = new TreeSet<>();
    records.forEach(record -> categories.add(record.observation().category()));
    return categories;
  }
}
