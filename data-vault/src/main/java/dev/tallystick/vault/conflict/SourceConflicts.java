package dev.tallystick.vault.conflict;

import dev.tallystick.events.Event;
import dev.tallystick.events.type.RecordAnnotated;
import dev.tallystick.events.type.RecordId;
import dev.tallystick.problem.EnforcesRule;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.record.MarkedRecord;
import dev.tallystick.vault.record.RecordMarks;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Marks records whose sources differ, and takes the marks off when they do no longer. Each change
 * is one commit with the event that tells of it, which the caller appends afterwards.
 */
@Singleton
public final class SourceConflicts {

  private final RecordFactRepository facts;
  private final RecordMarks marks;
  private final LogPublisher notes;
  private final StatedFacts stated;
  private final RestateRecords restating;

  SourceConflicts(
      RecordFactRepository facts,
      RecordMarks marks,
      LogPublisher notes,
      StatedFacts stated,
      RestateRecords restating) {
    this.facts = facts;
    this.marks = marks;
    this.notes = notes;
    this.stated = stated;
    this.restating = restating;
  }

  /**
   * Notes what a record states now, instead of what it stated, and compares it with what other
   * sources state.
   *
   * @return the events to append after the commit
   */
  public List<Event> restate(OpenKeys keys, StatedFacts.Statement now) {
    TreeSet<String> concerned = new TreeSet<>(speakingOfTheSame(List.of(now.record())));
    stated.forget(now.record());
    stated.note(keys, List.of(now));
    concerned.add(now.record());
    return reassess(concerned);
  }

  /**
   * Looks at what a chunk states, in the transaction that lets its records count.
   *
   * @return the events to append after the commit
   */
  public List<Event> lookAt(String chunk) {
    List<String> records = facts.recordsOfChunk(chunk);
    if (records.isEmpty()) {
      return List.of();
    }
    hold();
    // Somebody may have become one with another person since the chunk was taken in.
    restating.restate(facts.ofLinkedPeople(records));
    return reassess(records);
  }

  /**
   * Looks at what is left about a person, after something has gone.
   *
   * @return the events to append after the commit
   */
  public List<Event> lookAtPerson(String subject) {
    List<String> records = facts.recordsOfPerson(subject);
    return records.isEmpty() ? List.of() : reassess(records);
  }

  /**
   * Until the caller's transaction ends, nobody else compares facts: two chunks that are let in at
   * once must not each miss the other. Whoever locks records and compares afterwards takes this
   * first, or two could wait for each other.
   */
  public void hold() {
    facts.lockAll();
  }

  /** The records that speak of what these records speak of, these among them. */
  public List<String> speakingOfTheSame(Collection<String> records) {
    return facts.speakingOfTheSame(records);
  }

  /**
   * Compares anew what these records, and those that speak of the same, state.
   *
   * @return the events to append after the commit
   */
  @EnforcesRule("R39")
  public List<Event> reassess(Collection<String> records) {
    hold();
    TreeSet<String> all = new TreeSet<>(speakingOfTheSame(records));
    all.addAll(records);
    TreeSet<String> differing = new TreeSet<>(facts.differing(all));
    List<Event> events = new ArrayList<>();
    for (MarkedRecord marked : marks.setConflicts(differing)) {
      events.add(tell(marked, RecordAnnotated.State.SET));
    }
    all.removeAll(differing);
    for (MarkedRecord freed : marks.removeConflicts(all)) {
      events.add(tell(freed, RecordAnnotated.State.REMOVED));
    }
    return events;
  }

  private Event tell(MarkedRecord changed, RecordAnnotated.State state) {
    RecordAnnotated data =
        RecordAnnotated.builder()
            .record(new RecordId(changed.record()))
            .category(changed.category())
            .provider(changed.source())
            .version(changed.version())
            .mark(RecordAnnotated.Mark.SOURCE_CONFLICT)
            .state(state)
            .build();
    return notes.store(notes.make(data, changed.subject()));
  }
}
