package dev.tallystick.audit.receiving;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code untold_receipt}. */
@Entity
@Table(name = "untold_receipt")
class UntoldReceiptEntity {
  @Id private String recipient;

  @Column(name = "from_idx")
  private long from;

  @Column(name = "to_idx")
  private long to;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  UntoldReceiptEntity() {}

  UntoldReceiptEntity(UntoldReceipts untold) {
    this.recipient = untold.recipient();
    this.from = untold.from();
    this.to = untold.to();
  }

  void extendTo(long index) {
    to = Math.max(to, index);
  }

  /** Notes what has been told; false if nothing is left. */
  boolean tellBelow(long index) {
    from = Math.max(from, index);
    return from < to;
  }

  UntoldReceipts toUntold() {
    return new UntoldReceipts(recipient, from, to);
  }
}
