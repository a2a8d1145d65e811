package dev.tallystick.bureau.inquiry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A row of {@code seen_statement}: a statement that was taken, until it expires by itself. */
@Entity
@Table(name = "seen_statement")
@IdClass(SeenStatementEntity.Key.class)
class SeenStatementEntity {
  /** A statement to a bureau. */
  record Key(String bureauId, String issuer, String jti) implements Serializable {}

  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Id
  @Column(name = "issuer")
  String issuer;

  @Id
  @Column(name = "jti")
  String jti;

  @Column(name = "attempt_key")
  String attemptKey;

  @Column(name = "forget_at")
  Instant forgetAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  SeenStatementEntity() {}
}
