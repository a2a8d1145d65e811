package dev.tallystick.audit.receiving;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code receipt_mark}: how far the log was under a quorum at a time. */
@Entity
@Table(name = "receipt_mark")
class ReceiptMarkEntity {
  @Id
  @Column(name = "at_millis")
  private long atMillis;

  @Column(name = "tree_size")
  private long treeSize;

  /** For Hibernate, which sets the fields. */
  ReceiptMarkEntity() {}

  long treeSize() {
    return treeSize;
  }
}
