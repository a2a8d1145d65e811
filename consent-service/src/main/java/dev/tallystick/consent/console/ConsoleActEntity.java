package dev.tallystick.consent.console;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A row of {@code console_act}: an act that is told to the log. */
@Entity
@Immutable
@Table(name = "console_act")
class ConsoleActEntity {
  @Id String id;
  Instant actedAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ConsoleActEntity() {}
}
