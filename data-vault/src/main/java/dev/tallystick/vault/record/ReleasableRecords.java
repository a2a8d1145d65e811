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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

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
    for (RecordRepository.SourceCategory held :
        stored.holdings(links.of(subject), categories, sources, today)) {
      bySource.computeIfAbsent(held.source(), any -> new ArrayList<>()).add(held.category());
    }
    return bySource.entrySet().stream()
        .map(entry -> new SourceHolding(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The person's tokens, in the caller's transaction. */
  public SortedSet<String> tokensOf(String subject) {
    return links.of(subject);
  }

  /**
   * Which records about a person are asked for.
   *
   * @param tokens under which they are kept
   * @param sources from whom, and what of each
   * @param today by which it is judged what has expired
   * @param observed only records of this time; of any time when empty
   */
  public record Selection(
      Set<String> tokens,
      List<SourceHolding> sources,
      LocalDate today,
      Optional<Observed> observed) {
    public Selection {
      tokens = Set.copyOf(tokens);
      sources = List.copyOf(sources);
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
   * Records of one source that were read.
   *
   * @param tokens the token that each is kept under, by its id
   */
  public record Selected(List<StoredRecord> records, Map<String, String> tokens) {
    public Selected {
      records = List.copyOf(records);
      tokens = Map.copyOf(tokens);
    }

    @Override
    public String toString() {
      return "Selected[" + records.size() + "]";
    }
  }

  /** The records of one source while they are read. */
  private static final class Reading {
    private final List<StoredRecord> records = new ArrayList<>();
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, KeyOwner> marked = new HashMap<>();
    private int opened;

    private void add(StoredRecord record, RecordRepository.SealedRecord row) {
      records.add(record);
      tokens.put(record.id(), row.owner().subject());
      if (row.marked()) {
        marked.put(record.id(), row.owner());
      }
    }
  }

  /**
   * The records that are asked for, opened, by their source and ascending by id; nothing if there
   * are too many of a source. When a record was observed is sealed, so those of another time are
   * opened too, and let go one by one. What was derived of records that are not asked for is left
   * out.
   *
   * @param most how many of a source are given back at most; of {@link #MAX_OPENED} that are opened
   */
  public Optional<Map<String, Selected>> read(OpenKeys keys, Selection selection, int most) {
    Map<String, Reading> readings = new HashMap<>();
    selection.sources().forEach(source -> readings.put(source.source(), new Reading()));
    int limit = (selection.observed().isPresent() ? MAX_OPENED : most) + 1;
    AtomicBoolean complete = new AtomicBoolean(true);
    stored.usable(
        selection,
        limit,
        row -> {
          Reading reading = Objects.requireNonNull(readings.get(row.owner().source()));
          StoredRecord record = open(keys, row);
          boolean asked = selection.covers(record);
          if (reading.opened++ >= MAX_OPENED || (asked && reading.records.size() == most)) {
            complete.set(false);
          } else if (asked) {
            reading.add(record, row);
          }
          return complete.get();
        });
    if (!complete.get()) {
      return Optional.empty();
    }
    Map<String, Selected> selected = new HashMap<>();
    for (SourceHolding source : selection.sources()) {
      Reading reading = Objects.requireNonNull(readings.get(source.source()));
      selected.put(
          source.source(),
          new Selected(
              lineage.usable(keys, marked(keys, reading), source.categories()), reading.tokens));
    }
    return Optional.of(selected);
  }

  private List<StoredRecord> marked(OpenKeys keys, Reading reading) {
    Map<String, List<Mark>> found = marks.find(keys, reading.marked);
    return reading.records.stream()
        .map(record -> record.with(found.getOrDefault(record.id(), List.of())))
        .toList();
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
