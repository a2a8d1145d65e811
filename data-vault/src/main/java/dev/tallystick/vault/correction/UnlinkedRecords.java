package dev.tallystick.vault.correction;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.category.PackCalendar;
import dev.tallystick.vault.link.LinkEnded;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * When a link is undone, tells every recipient that got records of one side in a release about the
 * other: they are not that person's, and are to be destroyed.
 */
@Singleton
final class UnlinkedRecords implements LinkEnded {
  private final NotifyRecipients downstream;
  private final LogPublisher notes;
  private final PackCalendar calendar;

  UnlinkedRecords(NotifyRecipients downstream, LogPublisher notes, PackCalendar calendar) {
    this.downstream = downstream;
    this.notes = notes;
    this.calendar = calendar;
  }

  @Override
  public void ended(SortedSet<String> first, SortedSet<String> second, EventId cause) {
    LocalDate dueOn = calendar.answerDueOn();
    List<Event> events = new ArrayList<>();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              events.clear();
              events.addAll(downstream.tellUnlinked(first, second, cause, dueOn));
              events.addAll(downstream.tellUnlinked(second, first, cause, dueOn));
            });
    notes.append(events);
  }
}
