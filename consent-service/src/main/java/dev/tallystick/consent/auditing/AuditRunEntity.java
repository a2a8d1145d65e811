package dev.tallystick.consent.auditing;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code audit_run}: an audit of a party was reported, or the log says it was missed. */
@Entity
@Immutable
@IdClass(AuditRunEntity.Key.class)
@Table(name = "audit_run")
class AuditRunEntity {
  @Id String party;
  @Id int run;
  @Id boolean missed;
  UUID eventId;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  AuditRunEntity() {}

  /** Each once. */
  record Key(String party, int run, boolean missed) {}
}
