package dev.tallystick.vault.feed;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How far a follower of the log has come. */
@Entity
@Table(name = "follower_position")
class FollowerPositionEntity {
  @Id private String follower;

  @Column(name = "log_index")
  private long logIndex;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  FollowerPositionEntity() {}

  long logIndex() {
    return logIndex;
  }
}
