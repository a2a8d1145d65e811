package dev.tallystick.vault.statement;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A signed statement that was taken, until it has ended. */
@Entity
@Table(name = "statement_seen")
@IdClass(TakenStatementEntity.Key.class)
class TakenStatementEntity {
  @Id private String issuer;
  @Id private String jti;

  @Column(name = "until")
  private Instant endsAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  TakenStatementEntity() {}

  /** What names a statement. */
  record Key(String issuer, String jti) implements Serializable {}
}
