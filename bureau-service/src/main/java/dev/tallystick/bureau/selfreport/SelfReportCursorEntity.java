package dev.tallystick.bureau.selfreport;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code self_report_position}: up to where the log was read for reports of a bureau. */
@Entity
@Table(name = "self_report_position")
class SelfReportCursorEntity {
  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Column(name = "log_index")
  long logIndex;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  SelfReportCursorEntity() {}
}
