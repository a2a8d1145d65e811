package dev.tallystick.audit.detector;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row of {@code detector_cursor}: which entries the detectors have looked at. */
@Entity
@Table(name = "detector_cursor")
class DetectorCursorEntity {
  @Id
  @Column(name = "only_row")
  private boolean isOnlyRow;

  private long next;

  /** For Hibernate, which sets the fields. */
  DetectorCursorEntity() {}

  long next() {
    return next;
  }

  /** Remembers that entries below this place of the log are looked at; it never goes back. */
  void moveTo(long index) {
    next = Math.max(next, index);
  }
}
