package dev.tallystick.consent.state;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Which snapshots are whole, those of all replicas. */
@Singleton
class SnapshotRepository implements PanacheRepositoryBase<SnapshotEntity, UUID> {
  @Transactional
  void add(SealedSnapshot snapshot, Instant now) {
    persist(new SnapshotEntity(snapshot, now));
  }

  /** All of them, the one that covers most first. */
  @Transactional
  List<SealedSnapshot> largestFirst() {
    return listAll(Sort.descending("size").and("id")).stream()
        .map(SnapshotEntity::toSnapshot)
        .toList();
  }

  @Transactional
  void remove(UUID id) {
    long unused = delete("id", id);
  }
}
