package dev.tallystick.consent.pack;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A row of {@code rule_pack}: a pack that was added or activated, byte for byte. */
@Entity
@Immutable
@Table(name = "rule_pack")
class RulePackEntity {
  @Id String digest;
  String name;
  byte[] yaml;
  Instant createdAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  RulePackEntity() {}
}
