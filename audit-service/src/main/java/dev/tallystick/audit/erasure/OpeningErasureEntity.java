package dev.tallystick.audit.erasure;

import dev.tallystick.audit.storage.OpeningKeyId;
import dev.tallystick.events.EventId;
import dev.tallystick.tlog.Hash;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of {@code opening_erasure}: an erasure that was begun. */
@Entity
@Table(name = "opening_erasure")
@IdClass(OpeningErasureEntity.Key.class)
class OpeningErasureEntity {
  @Id
  @Column(name = "seal_day")
  private int sealDay;

  @Id
  @Column(name = "seal_class")
  private short sealClass;

  @Column(name = "event_id")
  private UUID eventId;

  private long bodies;

  @Column(name = "first_idx")
  private long firstIndex;

  @Column(name = "last_idx")
  private long lastIndex;

  private byte[] evidence;

  @Column(name = "logged")
  private boolean isLogged;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  OpeningErasureEntity() {}

  OpeningErasure toErasure() {
    return new OpeningErasure(
        OpeningKeyId.of(sealDay, sealClass),
        new EventId(eventId),
        new OpeningErasure.Extent(bodies, firstIndex, lastIndex),
        Hash.copyOf(evidence),
        isLogged);
  }

  /** The primary key. */
  record Key(int sealDay, short sealClass) {
    static Key of(OpeningKeyId id) {
      return new Key(id.day(), id.classCode());
    }
  }
}
