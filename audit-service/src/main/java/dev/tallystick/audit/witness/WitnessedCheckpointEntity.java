package dev.tallystick.audit.witness;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row of {@code witnessed_checkpoint}: the newest checkpoint with a quorum. */
@Entity
@Table(name = "witnessed_checkpoint")
class WitnessedCheckpointEntity {
  @Id
  @Column(name = "only_row")
  private boolean isOnlyRow;

  @Column(name = "tree_size")
  private long treeSize;

  @Column(name = "at_seconds")
  private long atSeconds;

  private String note;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  WitnessedCheckpointEntity() {}

  String note() {
    return note;
  }
}
