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
 * A release as it is stored. Event, payload and receipt are sealed under the key of the person, the
 * source and the class of what is under way; they are emptied when nobody may fetch them any more.
 * The state changes by conditional updates of {@link SealedReleaseRepository}, never here.
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

  @Column(name = "receipt_key_version")
  private int receiptKeyVersion;

  @Column(name = "sealed_receipt")
  private byte @Nullable [] sealedReceipt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  SealedReleaseEntity() {}

  SealedReleaseEntity(
      SealedRelease release, Instant notAfter, Sealed event, Sealed payload, Instant now) {
    Intent intent = Intent.of(release.event());
    this.eventId = intent.event().value();
    this.releaseId = intent.release();
    this.request = release.request();
    this.subject = intent.owner().subject();
    this.source = intent.owner().source();
    this.recipient = release.data().to();
    this.others = release.data().others().toArray(String[]::new);
    this.state = release.state();
    this.notAfter = notAfter;
    this.intendedAt = now;
    this.keyVersion = event.keyVersion();
    this.sealedEvent = event.value().toByteArray();
    this.sealedPayload = payload.value().toByteArray();
  }

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

  Optional<Sealed> receipt() {
    return Optional.ofNullable(sealedReceipt).map(bytes -> sealed(receiptKeyVersion, bytes));
  }

  /** What the log must be told when nobody got it. */
  LateRelease toLate() {
    return new LateRelease(new EventId(eventId), subject, source, recipient, attempts, recovered);
  }

  private static Sealed sealed(int version, byte[] bytes) {
    return new Sealed(version, SealedValue.takeOwnershipOf(bytes.clone()));
  }
}
