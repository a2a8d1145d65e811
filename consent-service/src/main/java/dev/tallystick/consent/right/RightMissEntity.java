package dev.tallystick.consent.right;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code right_miss}: the log says that a right was not answered in time. */
@Entity
@Immutable
@Table(name = "right_miss")
class RightMissEntity {
  @Id String id;
  UUID eventId;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  RightMissEntity() {}
}
