package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.vault.keystore.Sealed;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A release as it is stored. Event and payload are sealed under the key of the person, the source
 * and the class of what is under way; they are emptied when nobody may fetch them any more. Rows
 * are written by {@link SealedReleaseRepository}, whose updates name the state that they change.
 */
@Entity
@Table(name = "release")
class SealedReleaseEntity {
  @Id
  @Column(name = "event_id")
  private UUID eventId;

  @Column(name = "release")
  private String releaseId;

  private String request;
  private String subject;
  private String source;
  private String recipient;

  /** Other tokens whose records it holds. */
  @JdbcTypeCode(SqlTypes.ARRAY)
  String[] others;

  @Enumerated(EnumType.STRING)
  private ReleaseState state;

  @Column(name = "not_after")
  private Instant notAfter;

  @Column(name = "intended_at")
  private Instant intendedAt;

  @Column(name = "logged_at")
  private @Nullable Instant loggedAt;

  private boolean recovered;
  private int attempts;

  @Column(name = "key_version")
  private int keyVersion;

  @Column(name = "sealed_event")
  private byte @Nullable [] sealedEvent;

  @Column(name = "sealed_payload")
  private byte @Nullable [] sealedPayload;

  /** Without what it opens, so nothing in it is the person's. */
  private byte @Nullable [] receipt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  SealedReleaseEntity() {}

  Intent intent() {
    return new Intent(new EventId(eventId), releaseId, Intent.owner(subject, source));
  }

  String request() {
    return request;
  }

  ReleaseState state() {
    return state;
  }

  Optional<Instant> loggedAt() {
    return Optional.ofNullable(loggedAt);
  }

  Sealed event() {
    return sealed(keyVersion, Objects.requireNonNull(sealedEvent));
  }

  Sealed payload() {
    return sealed(keyVersion, Objects.requireNonNull(sealedPayload));
  }

  /** The receipt as it is kept, once the log is known to have the release. */
  Optional<byte[]> receipt() {
    return Optional.ofNullable(receipt).map(byte[]::clone);
  }

  /** What the log must be told when nobody got it. */
  LateRelease toLate() {
    return new LateRelease(new EventId(eventId), subject, source, recipient, attempts, recovered);
  }

  private static Sealed sealed(int version, byte[] bytes) {
    return new Sealed(version, SealedValue.takeOwnershipOf(bytes.clone()));
  }
}
