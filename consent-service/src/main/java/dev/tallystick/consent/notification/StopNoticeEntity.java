package dev.tallystick.consent.notification;

import dev.tallystick.events.type.DownstreamNotified.Change;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code stop_notice}: a holder was told of an end or a change, and what it said. */
@Entity
@Table(name = "stop_notice")
class StopNoticeEntity {
  @Id String notification;
  UUID cause;
  UUID release;
  UUID eventId;
  String subject;
  String fromParty;
  String toParty;

  @Enumerated(EnumType.STRING)
  Change change;

  LocalDate dueOn;
  Instant toldAt;
  @Nullable Long logIndex;
  @Nullable String answer;
  @Nullable LocalDate answeredOn;
  @Nullable UUID missedEvent;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  StopNoticeEntity() {}

  StopNotice toNotice() {
    return new StopNotice(
        cause,
        release,
        notification,
        eventId,
        subject,
        fromParty,
        toParty,
        change,
        dueOn,
        logIndex == null ? OptionalLong.empty() : OptionalLong.of(logIndex),
        Optional.ofNullable(answer),
        missedEvent != null);
  }
}
