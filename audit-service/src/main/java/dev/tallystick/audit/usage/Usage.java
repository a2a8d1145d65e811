package dev.tallystick.audit.usage;

import dev.tallystick.audit.access.Reader;
import dev.tallystick.audit.index.LabelIndex;
import dev.tallystick.audit.sealing.OpenedParts;
import dev.tallystick.audit.sealing.OpeningJson;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.EntryRow;
import dev.tallystick.audit.storage.EntryTable;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.PartName;
import dev.tallystick.tlog.Hash;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Answers for one label: the length of its list, and a page of it with each entry opened to the
 * reader. Complete up to the size it names. Blocks on the database; thread-safe.
 */
public final class Usage {
  private final LabelIndex labels;
  private final EntryTable entries;
  private final OpeningSeal seal;

  /** Answers from the service's own tables. */
  public Usage(LabelIndex labels, EntryTable entries, OpeningSeal seal) {
    this.labels = labels;
    this.entries = entries;
    this.seal = seal;
  }

  /** The page as JSON: {@code label, size, count, entries, next?}. */
  byte[] read(Hash label, Reader reader, PageRequest request) {
    LabelIndex.Page page = labels.read(label, request.before(), request.limit());
    List<EntryRow> rows =
        entries.at(page.indexes()).stream()
            .sorted(Comparator.comparingLong(EntryRow::index).reversed())
            .toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream(256 + rows.size() * 2048);
    text(out, "{\"label\":\"" + label.hex() + "\",\"size\":" + page.size());
    text(out, ",\"count\":" + page.count() + ",\"entries\":[");
    String separator = "";
    for (EntryRow row : rows) {
      text(out, separator + "{\"index\":" + row.index() + ",\"opening\":");
      out.writeBytes(opening(row, reader));
      text(out, "}");
      separator = ",";
    }
    text(out, "]");
    page.next().ifPresent(before -> text(out, ",\"next\":\"" + PageRequest.cursor(before) + "\""));
    text(out, "}");
    return out.toByteArray();
  }

  private byte[] opening(EntryRow row, Reader reader) {
    if (row.sealed() == null) {
      return OpeningJson.of(row, null, EnumSet.of(PartName.STUB));
    }
    OpenedParts opened = seal.open(row);
    EventType type =
        EventTypes.findByCode(row.typeCode())
            .orElseThrow(
                () -> new LogStoreException("entry " + row.index() + " is of no known type"));
    Set<PartName> shown = reader.partsOf(type, seal.openStub(row).labels(), seal.openBody(row));
    return OpeningJson.of(row, opened, shown);
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
