package dev.tallystick.consent.conflict;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code conflict_flag}: the log says that an owner's share is a conflict. */
@Entity
@Immutable
@IdClass(ConflictFlagEntity.Key.class)
@Table(name = "conflict_flag")
class ConflictFlagEntity {
  @Id String bureau;
  @Id String holder;
  @Id String rival;
  @Id long basisPoints;
  UUID eventId;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ConflictFlagEntity() {}

  /** Once for each share: another share is another conflict. */
  record Key(String bureau, String holder, String rival, long basisPoints) {}
}
