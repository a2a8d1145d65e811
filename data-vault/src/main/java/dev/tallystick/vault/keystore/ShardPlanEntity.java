package dev.tallystick.vault.keystore;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How many hex digits of a token's hash name its shard; one row. */
@Entity
@Table(name = "shard_plan")
class ShardPlanEntity {
  static final short ONLY = 1;

  @Id private short id;
  private short digits;

  /** For Hibernate, which sets the fields. */
  ShardPlanEntity() {}

  int digits() {
    return digits;
  }
}
