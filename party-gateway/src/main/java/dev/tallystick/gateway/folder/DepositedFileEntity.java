package dev.tallystick.gateway.folder;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code deposited_file}. */
@Entity
@Table(name = "deposited_file")
class DepositedFileEntity {
  @Id
  @Column(name = "import_key")
  String importKey;

  String name;

  @Enumerated(EnumType.STRING)
  DepositedFileState state = DepositedFileState.READING;

  @Column(name = "began_at")
  Instant beganAt;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  long lines;
  long stored;
  long duplicates;
  long refused;
  @Nullable String problem;

  /** For Hibernate, which sets the fields, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  DepositedFileEntity() {}
}
