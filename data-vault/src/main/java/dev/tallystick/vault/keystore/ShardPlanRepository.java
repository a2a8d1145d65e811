package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyName;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

/** The plan of shards, and how full they are. */
@Singleton
class ShardPlanRepository implements PanacheRepositoryBase<ShardPlanEntity, Short> {
  int digits() {
    return findByIdOptional(ShardPlanEntity.ONLY).orElseThrow().digits();
  }

  /** Makes the shards smaller, unless somebody else has. */
  void addDigit(int from) {
    update("digits = ?1 where digits = ?2", (short) (from + 1), (short) from);
  }

  /** How many people there are in a shard. */
  long people(KeyName shard) {
    return getSession()
        .createQuery("select count(distinct subject) from DataKeyEntity where kek = ?1", Long.class)
        .setParameter(1, shard.value())
        .getSingleResult();
  }
}
