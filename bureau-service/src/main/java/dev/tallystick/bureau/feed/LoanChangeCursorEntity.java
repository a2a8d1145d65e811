package dev.tallystick.bureau.feed;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code loan_change_position}: up to where the log was read for a bureau's feeds. */
@Entity
@Table(name = "loan_change_position")
class LoanChangeCursorEntity {
  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Column(name = "log_index")
  long logIndex;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  LoanChangeCursorEntity() {}
}
