package dev.tallystick.vault.identifier;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** How many identifiers a party has had resolved in a minute. */
@Entity
@Table(name = "resolve_count")
@IdClass(ResolveCountEntity.Key.class)
class ResolveCountEntity {
  @Id private String party;

  @Id
  @Column(name = "minute")
  private Instant startedAt;

  @Column(name = "count")
  private int identifiers;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ResolveCountEntity() {}

  /** What names a count. */
  record Key(String party, Instant startedAt) implements Serializable {}
}
