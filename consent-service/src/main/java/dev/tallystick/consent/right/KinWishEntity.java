package dev.tallystick.consent.right;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code kin_wish}: whether next of kin may act for a person. */
@Entity
@Table(name = "kin_wish")
class KinWishEntity {
  @Id String subject;
  boolean kinMayAct;
  Instant since;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  KinWishEntity() {}
}
