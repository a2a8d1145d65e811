package dev.tallystick.vault.correction;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.AnomalyId;
import dev.tallystick.events.type.AnomalyRaised;
import dev.tallystick.events.type.DownstreamNotified;
import dev.tallystick.events.type.NotificationId;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.category.PackCalendar;
import dev.tallystick.vault.release.ReleasedRecords;
import dev.tallystick.vault.release.ReleasedRecords.Handed;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells recipients of changes: one entry for each, which names the latest release to it. */
@Singleton
public final class NotifyRecipients {
  private static final int BATCH = 100;

  private final ReleasedRecords released;
  private final ChangeNotificationRepository stored;
  private final LogPublisher notes;
  private final PublicIds ids;
  private final PackCalendar calendar;

  NotifyRecipients(
      ReleasedRecords released,
      ChangeNotificationRepository stored,
      LogPublisher notes,
      PublicIds ids,
      PackCalendar calendar) {
    this.released = released;
    this.stored = stored;
    this.notes = notes;
    this.ids = ids;
    this.calendar = calendar;
  }

  /**
   * A record that has changed.
   *
   * @param cause the entry that says what has changed
   */
  public record Changed(
      String subject, String source, String record, String change, EventId cause) {
    @Override
    public String toString() {
      return "Changed[" + record + "]";
    }
  }

  /**
   * Tells everybody who has got this record, in the caller's transaction.
   *
   * @param dueOn by when they must say what they did about it
   * @return the events to append after the commit
   */
  public List<Event> tell(Changed changed, LocalDate dueOn) {
    Map<String, Handed> latest = new TreeMap<>();
    for (Handed handed : released.about(changed.subject())) {
      if (handed.record().equals(changed.record())) {
        latest.put(handed.recipient(), handed);
      }
    }
    Instant now = calendar.now();
    List<Event> events = new ArrayList<>();
    for (Handed handed : latest.values()) {
      String id = ids.draw("ntf");
      Event event =
          notes.make(
              DownstreamNotified.builder()
                  .notification(new NotificationId(id))
                  .from(changed.source())
                  .to(handed.recipient())
                  .release(handed.release())
                  .change(DownstreamNotified.Change.of(changed.change()))
                  .cause(changed.cause())
                  .dueOn(dueOn)
                  .build(),
              changed.subject());
      stored.add(
          new ChangeNotification(
              id,
              changed.subject(),
              changed.source(),
              handed.recipient(),
              handed.release(),
              changed.record(),
              ChangeNotification.Change.valueOf(changed.change()),
              event.id(),
              dueOn,
              java.util.Optional.empty()),
          now);
      events.add(notes.store(event));
    }
    return events;
  }

  /** Raises an alarm, once, about each recipient that has not answered in time. */
  List<Event> raiseOverdue(LocalDate today) {
    Instant now = calendar.now();
    List<Event> events = new ArrayList<>();
    for (ChangeNotification late : stored.takeOverdue(today, BATCH)) {
      AnomalyRaised data =
          AnomalyRaised.builder()
              .anomaly(new AnomalyId(ids.draw("ano")))
              .detector("DOWNSTREAM_UNANSWERED")
              .party(late.to())
              .from(late.dueOn().atStartOfDay(ZoneOffset.UTC).toInstant())
              .until(now)
              .observed(0)
              .expected(1)
              .severity(AnomalyRaised.Severity.WARNING)
              .entries(List.of(late.event()))
              .build();
      events.add(notes.store(notes.make(data, late.subject())));
    }
    return events;
  }
}
