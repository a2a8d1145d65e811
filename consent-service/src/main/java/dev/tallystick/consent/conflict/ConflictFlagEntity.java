package dev.tallystick.consent.conflict;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code conflict_flag}: the log says that a release shows the conflict of an owner. */
@Entity
@Immutable
@IdClass(ConflictFlagEntity.Key.class)
@Table(name = "conflict_flag")
class ConflictFlagEntity {
  @Id UUID release;
  @Id String holder;
  long logIndex;
  UUID eventId;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ConflictFlagEntity() {}

  /** Once for each release and owner. */
  record Key(UUID release, String holder) {}
}
