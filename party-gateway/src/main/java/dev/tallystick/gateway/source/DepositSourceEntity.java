package dev.tallystick.gateway.source;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code deposit_source}. */
@Entity
@Table(name = "deposit_source")
class DepositSourceEntity {
  @Id String name;
  @Nullable String mark;

  @Column(name = "last_batch")
  @Nullable String lastBatch;

  @Column(name = "deposited_at")
  @Nullable Instant depositedAt;

  long lines;
  long stored;
  long duplicates;
  long refused;
  @Nullable String problem;

  /** For Hibernate, which sets the fields, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  DepositSourceEntity() {}
}
