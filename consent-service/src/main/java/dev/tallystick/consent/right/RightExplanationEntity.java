package dev.tallystick.consent.right;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A row of {@code right_explanation}: what a party has signed for a person who asked, sealed. */
@Entity
@Immutable
@Table(name = "right_explanation")
class RightExplanationEntity {
  @Id String id;
  String subject;
  byte[] sealed;
  Instant keptAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  RightExplanationEntity() {}

  RightExplanationEntity(String id, String subject, byte[] sealed, Instant keptAt) {
    this.id = id;
    this.subject = subject;
    this.sealed = sealed;
    this.keptAt = keptAt;
  }
}
