package dev.tallystick.consent.explanation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A row of {@code decision}: a decision as it was signed, sealed. */
@Entity
@Immutable
@Table(name = "decision")
class DecisionEntity {
  @Id String id;
  byte[] sealed;
  Instant decidedAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  DecisionEntity() {}

  DecisionEntity(String id, byte[] sealed, Instant decidedAt) {
    this.id = id;
    this.sealed = sealed;
    this.decidedAt = decidedAt;
  }
}
