package dev.tallystick.consent.state;

import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.WrappedDataKey;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code state_snapshot}: a snapshot that is whole. */
@Entity
@Immutable
@Table(name = "state_snapshot")
class SnapshotEntity {
  @Id UUID id;
  String engine;
  String origin;
  long size;
  byte[] root;
  byte[] wrappedKey;
  Instant writtenAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  SnapshotEntity() {}

  SnapshotEntity(SealedSnapshot snapshot, Instant writtenAt) {
    this.id = snapshot.id();
    this.engine = snapshot.engine();
    this.origin = snapshot.basis().origin();
    this.size = snapshot.basis().size();
    this.root = snapshot.basis().root().toByteArray();
    this.wrappedKey = snapshot.key().toByteArray();
    this.writtenAt = writtenAt;
  }

  SealedSnapshot toSnapshot() {
    try {
      return new SealedSnapshot(
          id,
          engine,
          new Checkpoint(origin, size, Hash.copyOf(root)),
          WrappedDataKey.parse(wrappedKey));
    } catch (MalformedKeyException e) {
      throw new IllegalStateException("a snapshot's key is none", e);
    }
  }
}
