package dev.tallystick.gateway.list;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code listed_entry}. */
@Entity
@Table(name = "listed_entry")
class ListedEntryEntity {
  @Id
  @Column(name = "list_index")
  long listIndex;

  @Column(name = "log_index")
  long logIndex;

  String type;
  @Nullable String event;

  @Column(name = "recorded_at")
  Instant recordedAt;

  @Nullable String body;

  @Column(name = "is_taken")
  boolean isTaken;

  /** For Hibernate, which sets the fields, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  ListedEntryEntity() {}
}
