package dev.tallystick.audit.secrecy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row of {@code seal_cursor}: up to where the log has been looked at for seals. */
@Entity
@Table(name = "seal_cursor")
class SealCursorEntity {
  @Id
  @Column(name = "only_row")
  private boolean isOnlyRow;

  private long next;

  /** For Hibernate, which sets the fields. */
  SealCursorEntity() {}

  long next() {
    return next;
  }

  /** Remembers that entries below this place of the log are looked at; it never goes back. */
  void moveTo(long index) {
    next = Math.max(next, index);
  }
}
