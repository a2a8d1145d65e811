package dev.tallystick.bureau.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code filed_model}. What has no log index is not active. */
@Entity
@Table(name = "filed_model")
@IdClass(FiledModelEntity.Key.class)
class FiledModelEntity {
  /** A model of a bureau, by its name and version in one. */
  record Key(String bureauId, String modelId) implements Serializable {}

  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Id
  @Column(name = "model_id")
  String modelId;

  @Column(name = "owner")
  String owner;

  /** The file, as it was sent: SHA-256 of its bytes is the manifest. */
  @Column(name = "scorecard")
  String scorecard;

  @Column(name = "cases")
  String cases;

  /** The account that filed it; another one activates it. */
  @Column(name = "filed_by")
  String filedBy;

  @Column(name = "filed_at")
  Instant filedAt;

  @Column(name = "event_id")
  @Nullable UUID eventId;

  @Column(name = "log_index")
  @Nullable Long logIndex;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  FiledModelEntity() {}
}
