package dev.tallystick.audit.opening;

import dev.tallystick.audit.sealing.OpenedParts;
import dev.tallystick.audit.sealing.OpeningJson;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.PartName;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes openings of a range for an auditor. Stubs are shown to every auditor; body and internal of
 * entries that are filed under a party of the engagement, or of all entries for {@code *}. What is
 * not shown is there as its hash, so that the range can be hashed without a gap.
 */
public final class Openings {
  static final String EVERYTHING = "*";
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
    boolean everything = scope.contains(EVERYTHING);
    Set<Hash> labels = new HashSet<>();
    scope.forEach(party -> labels.add(EventLabels.label("party/" + party)));
    for (long start = from; start < to; start += ROWS_AT_A_TIME) {
      List<StoredEntry> rows = entries.range(start, Math.min(to, start + ROWS_AT_A_TIME));
      for (StoredEntry row : rows) {
        line(row, everything || isFiledUnder(row, labels), out);
      }
    }
  }

  private boolean isFiledUnder(StoredEntry row, Set<Hash> labels) {
    return seal.openStub(row).labels().stream().anyMatch(labels::contains);
  }

  private void line(StoredEntry row, boolean inScope, OutputStream out) throws IOException {
    OpenedParts opened = inScope ? seal.find(row).orElse(null) : null;
    Set<PartName> shown = inScope ? EnumSet.allOf(PartName.class) : EnumSet.of(PartName.STUB);
    out.write(("{\"index\":" + row.index() + ",\"opening\":").getBytes(StandardCharsets.US_ASCII));
    out.write(OpeningJson.of(row, opened, shown));
    out.write("}\n".getBytes(StandardCharsets.US_ASCII));
  }
}
