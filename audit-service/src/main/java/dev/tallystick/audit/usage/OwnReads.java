package dev.tallystick.audit.usage;

import dev.tallystick.audit.document.ListedRead;
import dev.tallystick.audit.index.LabelIndex;
import dev.tallystick.audit.index.LabelIndex.Place;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.AuditRead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * What an account has read, from the list of the log that is filed under it, the newest first. Says
 * what was looked at and what for, and no person. Blocks on the database; thread-safe.
 */
public final class OwnReads {
  private static final int READ = EventTypes.get(AuditRead.SHORT_NAME).code();

  private final LabelIndex lists;
  private final LogEntryRepository entries;
  private final OpeningSeal seal;

  /** Reads the service's own tables. */
  public OwnReads(LabelIndex lists, LogEntryRepository entries, OpeningSeal seal) {
    this.lists = lists;
    this.entries = entries;
    this.seal = seal;
  }

  /**
   * A page.
   *
   * @param next before which place of the list the next page begins, if it goes on
   */
  record Page(List<JsonObject> reads, OptionalLong next) {
    Page {
      reads = List.copyOf(reads);
    }
  }

  /** The reads of an account before a place of its list. */
  Page find(String account, long before, int limit) {
    List<Place> places = lists.page(EventLabels.label("auditor/" + account), before, limit + 1);
    boolean more = places.size() > limit;
    List<Place> shown = more ? places.subList(0, limit) : places;
    List<JsonObject> reads = new ArrayList<>();
    List<StoredEntry> rows = new ArrayList<>(entries.at(shown.stream().map(Place::index).toList()));
    rows.sort(Comparator.comparingLong(StoredEntry::index).reversed());
    for (StoredEntry row : rows) {
      if (row.typeCode() == READ) {
        reads.add(json(row));
      }
    }
    return new Page(
        reads, more ? OptionalLong.of(shown.get(limit - 1).place()) : OptionalLong.empty());
  }

  /** Neither the person nor what was asked for in so many words; nothing once it is erased. */
  private JsonObject json(StoredEntry row) {
    ListedRead.Builder answer =
        ListedRead.builder()
            .index(row.index())
            .event(row.id())
            .recordedAt(Instant.ofEpochMilli(row.recordedMillis()));
    seal.find(row)
        .map(opened -> new AuditRead.Partial(seal.body(row, opened).data()))
        .ifPresent(
            read ->
                answer
                    .kind(read.kind())
                    .purpose(read.purpose())
                    .engagement(read.engagement())
                    .party(read.party())
                    .entry(read.entry())
                    .firstIndex(read.firstIndex())
                    .lastIndex(read.lastIndex()));
    return answer.build().toJson();
  }
}
