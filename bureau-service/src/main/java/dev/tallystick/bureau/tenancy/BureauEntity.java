package dev.tallystick.bureau.tenancy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code bureau}: a bureau that has drawn keys here. Everyone may see it. */
@Entity
@Table(name = "bureau")
class BureauEntity {
  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Column(name = "since", insertable = false, updatable = false)
  Instant since;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  BureauEntity() {}
}
