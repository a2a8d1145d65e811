package dev.tallystick.audit.secrecy;

import dev.tallystick.events.EventId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code sealed_entry}: where a sealed entry is, and whether it has been opened. */
@Entity
@Table(name = "sealed_entry")
class SealedEntryEntity {
  @Id
  @Column(name = "event_id")
  private UUID eventId;

  @Column(name = "idx")
  private long index;

  @Column(name = "authority")
  private String authority;

  @Column(name = "open_by_millis")
  private long openByMillis;

  @Column(name = "opened_idx")
  private @Nullable Long openedIndex;

  @Column(name = "reason")
  private @Nullable String reason;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  SealedEntryEntity() {}

  /** A sealed entry that is closed. */
  SealedEntryEntity(EventId event, long index, String authority, long openByMillis) {
    this.eventId = event.value();
    this.index = index;
    this.authority = authority;
    this.openByMillis = openByMillis;
  }

  EventId event() {
    return new EventId(eventId);
  }

  long index() {
    return index;
  }

  String authority() {
    return authority;
  }

  boolean isOpen() {
    return openedIndex != null;
  }

  /** Notes what opened it; the first one counts, and the log has no second. */
  void openedBy(long entry, String why) {
    if (openedIndex == null) {
      openedIndex = entry;
      reason = why;
    }
  }
}
