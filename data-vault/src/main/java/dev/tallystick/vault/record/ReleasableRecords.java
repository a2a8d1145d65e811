package dev.tallystick.vault.record;

import dev.tallystick.events.Timestamps;
import dev.tallystick.party.ReleaseRequest.Observed;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.document.KeptContent;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.link.LinkedTokens;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What may be released: records that are in the log, not gone and not restricted. What is read is
 * opened in memory.
 */
@Singleton
public final class ReleasableRecords {
  /** The most records that are opened to find those of a time. */
  public static final int MAX_OPENED = 50_000;

  /** How much earlier than it was observed a record may seem to be deposited. */
  private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

  private final RecordRepository stored;
  private final RecordMarks marks;
  private final RecordLineage lineage;
  private final LinkedTokens links;

  ReleasableRecords(
      RecordRepository stored, RecordMarks marks, RecordLineage lineage, LinkedTokens links) {
    this.stored = stored;
    this.marks = marks;
    this.lineage = lineage;
    this.links = links;
  }

  /**
   * Who has deposited what about a person, under any of their tokens.
   *
   * @param sources only these; all when empty
   */
  public List<SourceHolding> holdings(
      String subject, Collection<String> categories, Collection<String> sources, LocalDate today) {
    Map<String, List<String>> bySource = new TreeMap<>();
    for (Object[] row : stored.holdings(links.of(subject), categories, sources, today)) {
      bySource.computeIfAbsent((String) row[0], any -> new ArrayList<>()).add((String) row[1]);
    }
    return bySource.entrySet().stream()
        .map(entry -> new SourceHolding(entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * Which records about a person from a source are asked for.
   *
   * @param today by which it is judged what has expired
   * @param observed only records of this time; of any time when empty
   */
  public record Selection(
      String subject,
      String source,
      List<String> categories,
      LocalDate today,
      Optional<Observed> observed) {
    public Selection {
      categories = List.copyOf(categories);
    }

    /**
     * What no id of a record that was observed in this time is smaller than: it was deposited
     * afterwards, but for what clocks may differ. A correction may have set another time.
     */
    String leastId() {
      return observed
          .flatMap(time -> Timestamps.parse(time.from()).stream().boxed().findFirst())
          .map(from -> PublicIds.leastSince("rec", Math.max(0, from - CLOCKS_DIFFER.toMillis())))
          .orElse("");
    }

    private boolean covers(StoredRecord record) {
      return observed
          .map(
              time ->
                  time.covers(new KeptContent.Partial(record.content()).observedAt().orElseThrow()))
          .orElse(true);
    }

    @Override
    public String toString() {
      return "Selection[redacted]";
    }
  }

  /**
   * Records that were read.
   *
   * @param tokens the token that each is kept under, by its id
   * @param complete whether these are all; otherwise there are too many
   */
  public record Selected(List<StoredRecord> records, Map<String, String> tokens, boolean complete) {
    public Selected {
      records = List.copyOf(records);
      tokens = Map.copyOf(tokens);
    }

    @Override
    public String toString() {
      return "Selected[" + records.size() + "]";
    }
  }

  /**
   * The records that are asked for, kept under any token of the person, opened, ascending by id.
   * When a record was observed is sealed, so those of another time are opened too, and let go one
   * by one. What was derived of records that are not asked for is left out.
   *
   * @param most how many are given back at most; of {@link #MAX_OPENED} that are opened
   */
  public Selected read(OpenKeys keys, Selection selection, int most) {
    List<StoredRecord> records = new ArrayList<>();
    Map<String, KeyOwner> owners = new TreeMap<>();
    boolean complete = true;
    int limit = (selection.observed().isPresent() ? MAX_OPENED : most) + 1;
    try (Stream<RecordRepository.SealedRecord> rows =
        stored.usable(links.of(selection.subject()), selection, limit)) {
      int opened = 0;
      for (Iterator<RecordRepository.SealedRecord> it = rows.iterator();
          complete && it.hasNext();
          opened++) {
        RecordRepository.SealedRecord row = it.next();
        StoredRecord record = open(keys, row);
        boolean asked = selection.covers(record);
        complete = opened < MAX_OPENED && !(asked && records.size() == most);
        if (complete && asked) {
          owners.put(record.id(), row.owner());
          records.add(record);
        }
      }
    }
    Map<String, List<Mark>> found = marks.find(keys, owners);
    Map<String, String> tokens = new TreeMap<>();
    owners.forEach((id, owner) -> tokens.put(id, owner.subject()));
    List<StoredRecord> marked =
        records.stream()
            .map(record -> record.with(found.getOrDefault(record.id(), List.of())))
            .toList();
    return new Selected(
        complete ? lineage.usable(keys, marked, selection.categories()) : marked, tokens, complete);
  }

  private static StoredRecord open(OpenKeys keys, RecordRepository.SealedRecord row) {
    SealedContent opened =
        SealedContent.open(
            keys,
            row.owner(),
            SealedContent.place(row.id(), row.category(), row.contentVersion()),
            row.sealed());
    return new StoredRecord(
        row.id(),
        row.category(),
        row.contentVersion(),
        opened.salt(),
        opened.content(),
        List.of(),
        row.deposit());
  }
}
