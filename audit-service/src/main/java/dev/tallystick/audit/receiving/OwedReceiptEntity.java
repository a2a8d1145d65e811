package dev.tallystick.audit.receiving;

import dev.tallystick.events.EventId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What the watch reads of a row of {@code release}, which the index alone writes. */
@Entity
@Immutable
@Table(name = "release")
class OwedReceiptEntity {
  @Id
  @Column(name = "event_id")
  private UUID eventId;

  @Column(name = "idx")
  private long index;

  @Column(name = "recorded_millis")
  private long recordedMillis;

  @Column(name = "to_party")
  private String recipient;

  @Column(name = "acknowledged")
  private @Nullable UUID acknowledged;

  @Column(name = "undelivered")
  private @Nullable UUID undelivered;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  OwedReceiptEntity() {}

  MissingReceipt toMissing() {
    return new MissingReceipt(new EventId(eventId), index, recordedMillis, recipient);
  }
}
