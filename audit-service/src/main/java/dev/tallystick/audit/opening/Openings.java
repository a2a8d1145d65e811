package dev.tallystick.audit.opening;

import dev.tallystick.audit.access.Reader;
import dev.tallystick.audit.sealing.OpenedParts;
import dev.tallystick.audit.sealing.OpeningJson;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.PartName;
import dev.tallystick.tlog.Merkle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes openings of a range for an auditor: of entries that are filed under a party of the
 * engagement, of all entries for {@code *}, and of the types that are open to every auditor. Of the
 * rest there is the leaf hash alone, so that the range can be hashed without a gap.
 */
public final class Openings {
  private static final int ROWS_AT_A_TIME = 500;

  private final LogEntryRepository entries;
  private final OpeningSeal seal;

  /** Openings from the service's own tables. */
  public Openings(LogEntryRepository entries, OpeningSeal seal) {
    this.entries = entries;
    this.seal = seal;
  }

  /**
   * Writes {@code from <= index < to} as NDJSON, a line an entry, holding {@value #ROWS_AT_A_TIME}
   * in memory.
   */
  void write(long from, long to, Set<String> scope, OutputStream out) throws IOException {
    Reader.Auditor reader = new Reader.Auditor(scope);
    for (long start = from; start < to; start += ROWS_AT_A_TIME) {
      List<StoredEntry> rows = entries.range(start, Math.min(to, start + ROWS_AT_A_TIME));
      for (StoredEntry row : rows) {
        line(row, reader, out);
      }
    }
  }

  private void line(StoredEntry row, Reader.Auditor reader, OutputStream out) throws IOException {
    Set<PartName> shown = shown(row, reader);
    if (shown.isEmpty()) {
      String leaf = Merkle.leafHash(row.entry()).hex();
      out.write(ascii("{\"index\":" + row.index() + ",\"leaf\":\"" + leaf + "\"}\n"));
      return;
    }
    OpenedParts opened = seal.find(row).orElse(null);
    out.write(ascii("{\"index\":" + row.index() + ",\"opening\":"));
    out.write(OpeningJson.of(row, opened, shown));
    out.write(ascii("}\n"));
  }

  private Set<PartName> shown(StoredEntry row, Reader.Auditor reader) {
    if (reader.covers(Reader.EVERYTHING)) {
      return EnumSet.allOf(PartName.class);
    }
    EventType type =
        EventTypes.findByCode(row.typeCode())
            .orElseThrow(
                () -> new LogStoreException("entry " + row.index() + " is of no known type"));
    // Nothing that a type opens to auditors depends on what the body says.
    return reader.partsOf(type, seal.openStub(row).labels(), Optional.empty());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
