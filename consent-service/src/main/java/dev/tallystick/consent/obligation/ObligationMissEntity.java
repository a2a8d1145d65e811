package dev.tallystick.consent.obligation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code obligation_miss}: the log says that a party has missed an obligation. */
@Entity
@Immutable
@IdClass(ObligationMissEntity.Key.class)
@Table(name = "obligation_miss")
class ObligationMissEntity {
  @Id String obligation;
  @Id String party;
  UUID eventId;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ObligationMissEntity() {}

  /** Once for each party. */
  record Key(String obligation, String party) {}
}
