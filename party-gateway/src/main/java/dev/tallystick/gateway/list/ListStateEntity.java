package dev.tallystick.gateway.list;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row of {@code list_state}. */
@Entity
@Table(name = "list_state")
class ListStateEntity {
  static final int ONLY = 1;

  @Id int id = ONLY;
  byte[] page;
  long count;
  long covered;

  @Column(name = "checked_at")
  @Nullable Instant checkedAt;

  @Nullable String finding;

  /** For Hibernate, which sets the fields, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  ListStateEntity() {}
}
