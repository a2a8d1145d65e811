package dev.tallystick.consent.agreement;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code processing_end}: the log says that the term of an agreement is over. */
@Entity
@Immutable
@IdClass(ProcessingEndEntity.Key.class)
@Table(name = "processing_end")
class ProcessingEndEntity {
  @Id String agreement;

  @Id
  @Column(name = "version")
  long agreementVersion;

  UUID eventId;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ProcessingEndEntity() {}

  /** Once for each version, since a later one may have a longer term. */
  record Key(String agreement, long agreementVersion) {}
}
