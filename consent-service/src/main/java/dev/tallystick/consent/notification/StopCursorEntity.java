package dev.tallystick.consent.notification;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row of {@code stop_cursor}: up to which entry of the log everybody has been told. */
@Entity
@Table(name = "stop_cursor")
class StopCursorEntity {
  @Id boolean id;
  long position;
}
