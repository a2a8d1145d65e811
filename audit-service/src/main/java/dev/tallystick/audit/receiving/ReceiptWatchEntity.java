package dev.tallystick.audit.receiving;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row of {@code receipt_watch}: which missing receipts have been named in the log. */
@Entity
@Table(name = "receipt_watch")
class ReceiptWatchEntity {
  @Id
  @Column(name = "only_row")
  private boolean isOnlyRow;

  @Column(name = "told_below")
  private long toldBelow;

  /** For Hibernate, which sets the fields. */
  ReceiptWatchEntity() {}

  long toldBelow() {
    return toldBelow;
  }

  /** Remembers that missing receipts below this place of the log are named; it never goes back. */
  void tellBelow(long index) {
    toldBelow = Math.max(toldBelow, index);
  }
}
