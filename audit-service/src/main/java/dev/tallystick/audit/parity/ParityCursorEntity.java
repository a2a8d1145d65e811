package dev.tallystick.audit.parity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row of {@code parity_cursor}: up to where cases are counted. */
@Entity
@Table(name = "parity_cursor")
class ParityCursorEntity {
  @Id
  @Column(name = "only_row")
  private boolean isOnlyRow;

  private long next;

  /** For Hibernate, which sets the fields. */
  ParityCursorEntity() {}

  long next() {
    return next;
  }

  void moveTo(long index) {
    next = index;
  }
}
