package dev.tallystick.vault.conflict;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.link.LinkBegun;
import dev.tallystick.vault.link.LinkEnded;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Compares what sources state by person: under all tokens that are linked, and under those of one
 * side alone from when the link is undone.
 */
@Singleton
final class LinkedFacts implements LinkBegun, LinkEnded {
  private final RecordFactRepository facts;
  private final RestateRecords restating;
  private final SourceConflicts conflicts;
  private final LogPublisher notes;

  LinkedFacts(
      RecordFactRepository facts,
      RestateRecords restating,
      SourceConflicts conflicts,
      LogPublisher notes) {
    this.facts = facts;
    this.restating = restating;
    this.conflicts = conflicts;
    this.notes = notes;
  }

  @Override
  public void begun(SortedSet<String> tokens) {
    compare(
        () -> {
          List<String> records = facts.countingOf(tokens);
          restating.restate(records);
          return records;
        });
  }

  @Override
  public void ended(SortedSet<String> first, SortedSet<String> second, EventId cause) {
    compare(
        () -> {
          facts.forgetOthers(first);
          facts.forgetOthers(second);
          Collection<String> records = new TreeSet<>(facts.countingOf(first));
          records.addAll(facts.countingOf(second));
          return records;
        });
  }

  /** What changes what is noted, and gives the records that it concerns. */
  private interface Change {
    Collection<String> records();
  }

  private void compare(Change change) {
    List<Event> events = new ArrayList<>();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              events.clear();
              conflicts.hold();
              Collection<String> records = change.records();
              if (!records.isEmpty()) {
                events.addAll(conflicts.reassess(records));
              }
            });
    notes.append(events);
  }
}
