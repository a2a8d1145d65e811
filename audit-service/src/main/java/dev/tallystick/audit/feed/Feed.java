package dev.tallystick.audit.feed;

import dev.tallystick.audit.sealing.OpenedParts;
import dev.tallystick.audit.sealing.OpeningJson;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventType;
import dev.tallystick.events.PartName;
import io.micrometer.core.instrument.Metrics;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Pages of the feed. The tree size is read before the entries, so a page is complete below the
 * {@code next} it names: every entry of the types asked for, with an index after the cursor and not
 * after {@code next}, is on it.
 *
 * <p>A body that cannot be read holds nobody up: its entry is on the page with its stub, and says
 * whether the body was erased or is unreadable.
 */
public final class Feed {
  private static final Set<PartName> SHOWN = Set.of(PartName.STUB, PartName.BODY);

  private final LogEntryRepository entries;
  private final LogStateRepository states;
  private final OpeningSeal seal;

  /** A feed over the service's own tables. */
  public Feed(LogEntryRepository entries, LogStateRepository states, OpeningSeal seal) {
    this.entries = entries;
    this.states = states;
    this.seal = seal;
  }

  /**
   * A page.
   *
   * @param entries what it holds, in log order
   * @param next the index up to which the reader has now seen everything; the next {@code after}
   * @param treeSize the size of the log that the page was read at
   */
  record Page(List<StoredEntry> entries, long next, long treeSize) {
    boolean isEmpty() {
      return entries.isEmpty();
    }
  }

  Page read(Set<EventType> types, long after, int limit) {
    Metrics.counter("tallystick.feed.reads").increment();
    long size = states.find().map(LogState::size).orElse(0L);
    List<StoredEntry> found =
        entries.ofTypes(types.stream().map(EventType::code).toList(), after + 1, size, limit);
    boolean full = found.size() == limit;
    long next = full ? found.get(limit - 1).index() : Math.max(after, size - 1);
    return new Page(found, next, size);
  }

  byte[] json(Page page) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256 + page.entries().size() * 1024);
    text(out, "{\"entries\":[");
    String separator = "";
    for (StoredEntry row : page.entries()) {
      OpenedParts opened = seal.find(row).orElse(null);
      text(out, separator + "{\"index\":" + row.index());
      if (opened == null) {
        text(out, ",\"absent\":\"" + (row.isErased() ? "ERASED" : "UNREADABLE") + "\"");
      }
      text(out, ",\"opening\":");
      out.writeBytes(OpeningJson.of(row, opened, SHOWN));
      text(out, "}");
      separator = ",";
    }
    text(out, "],\"next\":" + page.next() + ",\"treeSize\":" + page.treeSize() + "}");
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
