package dev.tallystick.gateway.list;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.usage.UsagePage;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The party's own list as it was proved, and the transactions that bring it forward. */
@Singleton
public class OwnList {
  private static final int AT_A_TIME = 200;

  private final ListedEntryRepository entries;
  private final ListStateRepository states;
  private final Instance<OwnEntryListener> listeners;
  private final Clock clock;

  OwnList(
      ListedEntryRepository entries,
      ListStateRepository states,
      @Any Instance<OwnEntryListener> listeners,
      Clock clock) {
    this.entries = entries;
    this.states = states;
    this.listeners = listeners;
    this.clock = clock;
  }

  /**
   * Up to where the list was proved.
   *
   * @param count how many entries it has
   * @param covered the size of the log that it is complete up to
   * @param checkedAt when; empty if it never was
   * @param finding what was wrong with the answers since; empty while they hold
   */
  public record Proved(
      long count, long covered, Optional<Instant> checkedAt, Optional<String> finding) {}

  /** Up to where it was proved; empty before the first answer. */
  @Transactional
  public Optional<Proved> proved() {
    return states
        .findByIdOptional(ListStateEntity.ONLY)
        .map(
            row ->
                new Proved(
                    row.count,
                    row.covered,
                    Optional.ofNullable(row.checkedAt),
                    Optional.ofNullable(row.finding)));
  }

  /** The newest page that was proved, and how many entries the list had. */
  @Transactional
  Optional<byte[]> lastPage() {
    return states
        .findByIdOptional(ListStateEntity.ONLY)
        .map(row -> row.page)
        // Of a list that was never proved there is a finding, and no page.
        .filter(page -> page.length > 0);
  }

  /** Forgets what a walk has kept that did not end: nothing has proved it. */
  @Transactional
  void forgetUnproved(long known) {
    long unused = entries.delete("listIndex >= ?1", known);
  }

  /** Keeps the entries of a page that was proved. */
  @Transactional
  void keep(List<ListedEntryEntity> page) {
    page.forEach(entries::add);
  }

  /** All entries up to the end of this page are kept: from now on they are taken. */
  @Transactional
  void advance(UsagePage first, byte[] withoutEntries, long covered) {
    ListStateEntity row = states.findById(ListStateEntity.ONLY);
    boolean isNew = row == null;
    if (row == null) {
      row = new ListStateEntity();
    }
    row.page = withoutEntries;
    row.count = first.answer().own().count();
    row.covered = covered;
    row.checkedAt = clock.instant();
    row.finding = null;
    if (isNew) {
      states.persist(row);
    }
  }

  /** An answer does not hold: what was proved before stands, and nothing more is taken. */
  @Transactional
  void note(String finding) {
    ListStateEntity row = states.findById(ListStateEntity.ONLY);
    if (row != null) {
      row.finding = finding;
      return;
    }
    row = new ListStateEntity();
    row.page = new byte[0];
    row.finding = finding;
    states.persist(row);
  }

  /** Hands the next entries to whom they concern; tells whether there may be more. */
  @Transactional
  boolean takeSome() {
    ListStateEntity state = states.findById(ListStateEntity.ONLY);
    if (state == null) {
      return false;
    }
    List<ListedEntryEntity> some = entries.untaken(state.count, AT_A_TIME);
    for (ListedEntryEntity row : some) {
      OwnEntry entry =
          new OwnEntry(row.listIndex, row.logIndex, row.type, row.recordedAt, body(row.body));
      listeners.forEach(listener -> listener.take(entry));
      row.isTaken = true;
      row.body = null;
    }
    return some.size() == AT_A_TIME;
  }

  private static Optional<JsonObject> body(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of((JsonObject) CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8)));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a kept entry is no JSON", e);
    }
  }
}
