package dev.tallystick.vault.retention;

import dev.tallystick.events.Event;
import dev.tallystick.events.type.RecordExpired;
import dev.tallystick.events.type.RecordId;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.category.PackCalendar;
import dev.tallystick.vault.conflict.SourceConflicts;
import dev.tallystick.vault.document.KeptContent;
import dev.tallystick.vault.record.ExpiredRecords;
import dev.tallystick.vault.record.KeptRecord;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes adverse information away when its term is over. What goes and what is told is one commit.
 */
@Singleton
final class RetentionJob {
  private static final int BATCH = 200;

  private final ExpiredRecords expired;
  private final SourceConflicts conflicts;
  private final LogPublisher notes;
  private final PackCalendar calendar;

  RetentionJob(
      ExpiredRecords expired,
      SourceConflicts conflicts,
      LogPublisher notes,
      PackCalendar calendar) {
    this.expired = expired;
    this.conflicts = conflicts;
    this.notes = notes;
    this.calendar = calendar;
  }

  /** What one entry tells of. */
  private record Group(String subject, String provider, String category, String endedOn)
      implements Comparable<Group> {
    static Group of(KeptRecord record) {
      return new Group(
          record.owner().subject(),
          record.source(),
          record.category(),
          new KeptContent.Partial(record.content()).endedOn().orElseThrow());
    }

    @Override
    public int compareTo(Group other) {
      return (subject + provider + category + endedOn)
          .compareTo(other.subject + other.provider + other.category + other.endedOn);
    }

    @Override
    public String toString() {
      return "Group[redacted]";
    }
  }

  /**
   * One batch, of records whose id is greater than this. Returns the id of the last one that was
   * looked at, if there was any.
   */
  private Optional<String> sweepAfter(String after) {
    LocalDate today = calendar.today();
    List<Event> events = new ArrayList<>();
    Optional<String> last =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  events.clear();
                  Map<Group, TreeSet<String>> groups = new TreeMap<>();
                  conflicts.hold();
                  ExpiredRecords.Taken taken = expired.takeAway(today, after, BATCH);
                  taken
                      .records()
                      .forEach(
                          record ->
                              groups
                                  .computeIfAbsent(Group.of(record), any -> new TreeSet<>())
                                  .add(record.id()));
                  for (Map.Entry<Group, TreeSet<String>> group : groups.entrySet()) {
                    events.add(notes.store(event(group.getKey(), List.copyOf(group.getValue()))));
                  }
                  for (String subject :
                      groups.keySet().stream().map(Group::subject).distinct().toList()) {
                    events.addAll(conflicts.lookAtPerson(subject));
                  }
                  return taken.last();
                });
    notes.append(events);
    return last;
  }

  private Event event(Group group, List<String> records) {
    return notes.make(
        RecordExpired.builder()
            .records(records.stream().map(RecordId::new).toList())
            .category(group.category())
            .provider(group.provider())
            .ground(RecordExpired.Ground.ADVERSE_TERM)
            .endedOn(LocalDate.parse(group.endedOn()))
            .build(),
        group.subject());
  }

  @Scheduled(every = "10m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
  void sweep() {
    for (Optional<String> last = Optional.of(""); last.isPresent(); ) {
      last = sweepAfter(last.get());
    }
  }
}
