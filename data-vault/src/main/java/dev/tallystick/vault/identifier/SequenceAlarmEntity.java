package dev.tallystick.vault.identifier;

import dev.tallystick.events.EventId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A party that asks for numbers in a row: an alarm that is not over. Written by statements. */
@Entity
@Table(name = "sequence_alarm")
class SequenceAlarmEntity {
  @Id private String party;

  private String anomaly;

  @Column(name = "raised_event")
  private UUID raisedEvent;

  @Column(name = "noticed_at")
  private Instant noticedAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  SequenceAlarmEntity() {}

  String party() {
    return party;
  }

  String anomaly() {
    return anomaly;
  }

  EventId raised() {
    return new EventId(raisedEvent);
  }
}
