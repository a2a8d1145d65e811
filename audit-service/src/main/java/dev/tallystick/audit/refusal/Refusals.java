package dev.tallystick.audit.refusal;

import dev.tallystick.audit.document.ListedRefusal;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.RecordedTimes;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DataDenied;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The refusals of a span of time, a page at a time, in the log's order. A page looks at {@value
 * #EXAMINED} of them, whatever is sought, so that it costs the same however long the log is; where
 * a span begins is found by halving. Blocks on the database; thread-safe.
 */
public final class Refusals {
  static final int EXAMINED = 1_000;
  private static final List<Integer> TYPE = List.of(EventTypes.get(DataDenied.SHORT_NAME).code());

  private final LogEntryRepository entries;
  private final RecordedTimes times;
  private final OpeningSeal seal;

  /** Reads the service's own tables. */
  public Refusals(LogEntryRepository entries, RecordedTimes times, OpeningSeal seal) {
    this.entries = entries;
    this.times = times;
    this.seal = seal;
  }

  /**
   * What is sought.
   *
   * @param party who asked, gave or was to receive
   * @param rule the rule that refused
   * @param outcome the code of the refusal
   */
  record Sought(Optional<String> party, Optional<String> rule, Optional<String> outcome) {
    private boolean matches(DataDenied.Partial denied) {
      boolean hasParty =
          party.isEmpty()
              || Stream.of(denied.caller(), denied.from(), denied.to()).anyMatch(party::equals);
      List<String> rules = denied.ruleIds();
      boolean hasRule =
          rule.isEmpty() || (!rules.isEmpty() && rules.get(rules.size() - 1).equals(rule.get()));
      return hasParty && hasRule && (outcome.isEmpty() || outcome.equals(denied.code()));
    }
  }

  /** The indexes of the entries of a span of time: {@code from <= index < to}. */
  record Span(long from, long to) {
    boolean isEmpty() {
      return from >= to;
    }
  }

  /**
   * A page.
   *
   * @param next where the next page begins, if the span goes on
   */
  record Page(List<JsonObject> refusals, OptionalLong next) {
    Page {
      refusals = List.copyOf(refusals);
    }
  }

  /** The entries recorded at {@code fromMillis} or later, and before {@code toMillis}. */
  Span span(long fromMillis, long toMillis) {
    return new Span(times.firstAt(fromMillis), times.firstAt(toMillis));
  }

  /** What is sought among the first refusals of a span. */
  Page find(Sought sought, Span span) {
    List<StoredEntry> rows = entries.ofTypes(TYPE, span.from(), span.to(), EXAMINED);
    List<JsonObject> found = new ArrayList<>();
    for (StoredEntry row : rows) {
      seal.find(row)
          .map(opened -> new DataDenied.Partial(seal.body(row, opened).data()))
          .filter(sought::matches)
          .ifPresent(denied -> found.add(json(row, denied)));
    }
    return new Page(
        found,
        rows.size() < EXAMINED
            ? OptionalLong.empty()
            : OptionalLong.of(rows.get(EXAMINED - 1).index() + 1));
  }

  /** Parties, rule and purpose; neither the person nor what was signed. */
  private static JsonObject json(StoredEntry row, DataDenied.Partial denied) {
    return ListedRefusal.builder()
        .index(row.index())
        .event(row.id())
        .recordedAt(Instant.ofEpochMilli(row.recordedMillis()))
        .step(denied.step())
        .caller(denied.caller())
        .from(denied.from())
        .to(denied.to())
        .purpose(denied.purpose())
        .outcome(denied.code())
        .pack(denied.pack())
        .label(denied.label())
        .first(denied.first())
        .ruleIds(denied.ruleIds())
        .categories(List.copyOf(new TreeSet<>(denied.categories())))
        .repeats(denied.repeats())
        .build()
        .toJson();
  }
}
