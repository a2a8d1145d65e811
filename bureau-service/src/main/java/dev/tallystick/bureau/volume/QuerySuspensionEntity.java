package dev.tallystick.bureau.volume;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code query_suspension}. What has no log index suspends nobody yet. */
@Entity
@Table(name = "query_suspension")
class QuerySuspensionEntity {
  @Id
  @Column(name = "lender")
  String lender;

  @Column(name = "event_id")
  UUID eventId;

  @Column(name = "until_at")
  Instant untilAt;

  @Column(name = "log_index")
  @Nullable Long logIndex;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  QuerySuspensionEntity() {}
}
