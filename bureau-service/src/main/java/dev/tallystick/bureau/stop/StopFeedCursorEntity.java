package dev.tallystick.bureau.stop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code stop_position}: up to where the log was read for notices to a bureau. */
@Entity
@Table(name = "stop_position")
class StopFeedCursorEntity {
  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Column(name = "log_index")
  long logIndex;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  StopFeedCursorEntity() {}
}
