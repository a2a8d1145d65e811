package dev.tallystick.audit.honey;

import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.index.IndexCursor;
import dev.tallystick.audit.index.LabelIndex;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * An authority marks persons that it has invented. Somebody about whom the log has entries is
 * nobody invented: so nobody's uses are watched by this who has had any.
 */
@Singleton
class MarkHoney {
  private static final Duration LONGEST_PLANTING = Duration.ofDays(30);

  private final HoneyRepository rows;
  private final HoneyPersons persons;
  private final Lists lists;
  private final OwnEvents log;
  private final Clock clock;

  MarkHoney(HoneyRepository rows, HoneyPersons persons, Lists lists, OwnEvents log, Clock clock) {
    this.rows = rows;
    this.persons = persons;
    this.lists = lists;
    this.log = log;
    this.clock = clock;
  }

  /** Whether the log has entries about somebody. */
  @Singleton
  static class Lists {
    private final LabelIndex labels;
    private final IndexCursor cursor;

    Lists(LabelIndex labels, IndexCursor cursor) {
      this.labels = labels;
      this.cursor = cursor;
    }

    boolean isKnown(String subject) {
      return labels.count(EventLabels.ofSubject(subject), cursor.next()) > 0;
    }
  }

  /**
   * A person that is marked.
   *
   * @param isNew whether by this call
   */
  record Marked(HoneyPersonEntity person, boolean isNew) {}

  /**
   * Marks a person.
   *
   * @param ref what the authority calls the person in its own papers
   * @param by the account
   * @param plantUntil until when entries about the person are the authority's own doing; now if
   *     nothing is said
   */
  Marked mark(String subject, String ref, String by, Optional<Instant> plantUntil) {
    Optional<HoneyPersonEntity> before = rows.findMarked(persons.markOf(subject));
    if (before.isPresent()) {
      return new Marked(before.get(), false);
    }
    Instant now = clock.instant();
    Instant until = plantUntil.orElse(now);
    if (until.isBefore(now) || until.isAfter(now.plus(LONGEST_PLANTING))) {
      throw AuditProblem.ofField(AuditProblemCode.HONEY_TERM_INVALID, "plantUntil", "next-30-days");
    }
    if (lists.isKnown(subject)) {
      throw AuditProblem.ofField(AuditProblemCode.HONEY_PERSON_KNOWN, "subject", "without-entries");
    }
    HoneyPersonEntity person = new HoneyPersonEntity();
    person.honey = "hny_" + log.drawId();
    person.mark = persons.markOf(subject).toByteArray();
    person.ref = ref;
    person.markedBy = by;
    person.markedMillis = now.toEpochMilli();
    person.plantedUntilMillis = until.toEpochMilli();
    if (!rows.add(person)) {
      return new Marked(rows.findMarked(persons.markOf(subject)).orElseThrow(), false);
    }
    return new Marked(person, true);
  }

  /** Says that the authority has caused these entries itself; how many there are now. */
  long plant(String honey, Collection<EventId> events) {
    HoneyPersonEntity person =
        rows.findOne(honey).orElseThrow(() -> AuditProblem.of(AuditProblemCode.HONEY_UNKNOWN));
    rows.plant(person.honey, events);
    return rows.countPlants(honey);
  }

  /** All that are marked. */
  List<HoneyPersonEntity> all() {
    return rows.all();
  }
}
