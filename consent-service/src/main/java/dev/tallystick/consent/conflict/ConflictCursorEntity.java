package dev.tallystick.consent.conflict;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row of {@code conflict_cursor}: up to which entry every conflict has been flagged. */
@Entity
@Table(name = "conflict_cursor")
class ConflictCursorEntity {
  @Id boolean id;
  long position;
}
