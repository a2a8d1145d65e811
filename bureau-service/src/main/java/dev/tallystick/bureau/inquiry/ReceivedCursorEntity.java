package dev.tallystick.bureau.inquiry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code received_position}: up to where the log was read for acknowledgements. */
@Entity
@Table(name = "received_position")
class ReceivedCursorEntity {
  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Column(name = "log_index")
  long logIndex;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ReceivedCursorEntity() {}
}
