package dev.tallystick.vault.correction;

import dev.tallystick.events.EventId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A recipient that was told of a change, and what it said. */
@Entity
@Table(name = "notification")
class ChangeNotificationEntity {
  @Id private String id;
  private String subject;
  private String source;
  private String recipient;
  private UUID release;
  private String record;

  @Enumerated(EnumType.STRING)
  ChangeNotification.Change change;

  @Column(name = "event_id")
  private UUID eventId;

  @Column(name = "told_at")
  private Instant toldAt;

  @Column(name = "due_on")
  private LocalDate dueOn;

  private @Nullable String answer;

  @Column(name = "answered_at")
  private @Nullable Instant answeredAt;

  boolean overdue;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ChangeNotificationEntity() {}

  ChangeNotificationEntity(ChangeNotification notification, Instant toldAt) {
    this.id = notification.id();
    this.subject = notification.subject();
    this.source = notification.from();
    this.recipient = notification.to();
    this.release = notification.release().value();
    this.record = notification.record();
    this.change = notification.change();
    this.eventId = notification.event().value();
    this.toldAt = toldAt;
    this.dueOn = notification.dueOn();
  }

  void answer(String said, Instant at) {
    answer = said;
    answeredAt = at;
  }

  void markOverdue() {
    overdue = true;
  }

  ChangeNotification toNotification() {
    return new ChangeNotification(
        id,
        subject,
        source,
        recipient,
        new EventId(release),
        record,
        change,
        new EventId(eventId),
        dueOn,
        Optional.ofNullable(answer));
  }
}
