package dev.tallystick.vault.identifier;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A token that has been allotted. */
@Entity
@Table(name = "subject")
class SubjectEntity {
  @Id private String token;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  SubjectEntity() {}
}
