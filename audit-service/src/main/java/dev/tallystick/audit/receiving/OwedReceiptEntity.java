package dev.tallystick.audit.receiving;

import dev.tallystick.events.EventId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code owed_receipt}: a release, which the index alone writes, with its recipient. */
@Entity
@Immutable
@Table(name = "owed_receipt")
class OwedReceiptEntity {
  @Id
  @Column(name = "event_id")
  private UUID eventId;

  @Column(name = "idx")
  private long index;

  @Column(name = "recorded_millis")
  private long recordedMillis;

  @Column(name = "recipient")
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
