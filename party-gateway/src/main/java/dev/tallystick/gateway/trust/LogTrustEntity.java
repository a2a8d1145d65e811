package dev.tallystick.gateway.trust;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The row of {@code log_trust}: the policy that was kept when the log was first met. */
@Entity
@Table(name = "log_trust")
class LogTrustEntity {
  static final int ONLY = 1;

  @Id int id = ONLY;
  String policy;

  @SuppressWarnings("unused")
  @Column(name = "kept_at")
  private Instant keptAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  LogTrustEntity() {}

  LogTrustEntity(String policy, Instant keptAt) {
    this.policy = policy;
    this.keptAt = keptAt;
  }
}
