package dev.tallystick.audit.parity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code parity_share}: what one party holds of another, as it was recorded last. */
@Entity
@Table(name = "parity_share")
class ParityShareEntity {
  /** Both parties; no id of a party has a slash. */
  @Id private String pair;

  @Column(name = "holder")
  private String holder;

  @Column(name = "held")
  private String held;

  @Column(name = "basis_points")
  private int basisPoints;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ParityShareEntity() {}

  ParityShareEntity(ParityOwners.Share share) {
    this.pair = pair(share);
    this.holder = share.holder();
    this.held = share.held();
    this.basisPoints = share.basisPoints();
  }

  static String pair(ParityOwners.Share share) {
    return share.holder() + "/" + share.held();
  }

  void becomes(int points) {
    basisPoints = points;
  }

  ParityOwners.Share toShare() {
    return new ParityOwners.Share(holder, held, basisPoints);
  }
}
