package dev.tallystick.vault.correction;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.AnomalyId;
import dev.tallystick.events.type.AnomalyRaised;
import dev.tallystick.events.type.DownstreamNotified;
import dev.tallystick.events.type.NotificationId;
import dev.tallystick.problem.EnforcesRule;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells recipients of changes: one entry for each, which names the releases to it. Whoever got what
 * they made of those is told by consent-service, from this entry.
 */
@Singleton
public final class NotifyRecipients {
  /** The latest, and as many before it as a set of an event has. */
  private static final int MOST_RELEASES = 257;

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

  /** By when a recipient must say what it did; asked for over HTTP, so not in a transaction. */
  LocalDate answerDueOn() {
    return calendar.answerDueOn();
  }

  /**
   * Tells everybody who has got this record, or may get it by a release whose outcome is open, in
   * the caller's transaction. An open one has an entry of its own: the log may never have it.
   *
   * @param dueOn by when they must say what they did about it
   * @return the events to append after the commit
   */
  @EnforcesRule("R42")
  public List<Event> tell(Changed changed, LocalDate dueOn) {
    Map<String, List<Handed>> byRecipient = new TreeMap<>();
    for (Handed handed : released.about(changed.subject())) {
      if (handed.record().equals(changed.record())) {
        byRecipient.computeIfAbsent(handed.recipient(), any -> new ArrayList<>()).add(handed);
      }
    }
    List<Event> events = new ArrayList<>();
    for (List<Handed> all : byRecipient.values()) {
      // One entry, unless they are more than it can name.
      for (int end = all.size(); end > 0; end -= MOST_RELEASES) {
        events.add(tell(changed, all.subList(Math.max(0, end - MOST_RELEASES), end), dueOn));
      }
    }
    released.openAbout(changed.subject()).stream()
        .filter(open -> open.record().equals(changed.record()))
        .forEach(open -> events.add(tell(changed, List.of(open), dueOn)));
    return events;
  }

  /** Tells the one recipient of these releases, which are in the order of the log. */
  private Event tell(Changed changed, List<Handed> all, LocalDate dueOn) {
    String id = ids.draw("ntf");
    Handed handed = all.get(all.size() - 1);
    List<EventId> earlier = all.stream().limit(all.size() - 1).map(Handed::release).toList();
    Event event =
        notes.make(
            DownstreamNotified.builder()
                .notification(new NotificationId(id))
                .from(changed.source())
                .to(handed.recipient())
                .release(handed.release())
                .earlier(earlier)
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
        calendar.now());
    return notes.store(event);
  }

  /**
   * Tells everybody who got records kept under one of these tokens in a release about one of those
   * others, in the caller's transaction. Who was told before is not told again.
   *
   * @param cause the entry by which they are two persons'
   * @return the events to append after the commit
   */
  List<Event> tellUnlinked(
      Collection<String> tokens, Collection<String> others, EventId cause, LocalDate dueOn) {
    List<Event> events = new ArrayList<>();
    for (ReleasedRecords.HandedUnder handed : released.takeHandedUnder(tokens, others)) {
      events.add(
          tell(
              new Changed(
                  handed.subject(), handed.source(), handed.record().record(), "WITHDRAWN", cause),
              List.of(handed.record()),
              dueOn));
    }
    return events;
  }

  /**
   * Raises an alarm, once, about a recipient that has not answered in time; in the caller's
   * transaction.
   *
   * @param passedOver how many of the oldest are left alone
   * @return the event to append after the commit; empty if nobody else is late
   */
  Optional<Event> raiseNextOverdue(LocalDate today, int passedOver) {
    Instant now = calendar.now();
    return stored
        .takeOverdue(today, passedOver)
        .map(
            late ->
                notes.store(
                    notes.make(
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
                            .build(),
                        late.subject())));
  }
}
