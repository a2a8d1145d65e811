package dev.tallystick.audit.honey;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.UUID;

/** A row of {@code honey_sighting}: data turned up at a party, and no release explains it. */
@Entity
@Table(name = "honey_sighting")
@IdClass(HoneySightingEntity.Key.class)
class HoneySightingEntity {
  @Id String honey;
  @Id String party;
  @Id LocalDate day;

  /** The entry that says so. */
  UUID raised;

  /** Whether the log has it. */
  @Column(name = "is_said")
  boolean isSaid;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  HoneySightingEntity() {}

  /** Who turned up where, and when. */
  record Key(String honey, String party, LocalDate day) implements Serializable {}
}
