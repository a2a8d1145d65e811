package dev.tallystick.vault.erasure;

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
import org.jspecify.annotations.Nullable;

/** An erasure as it is stored, and how far it is. */
@Entity
@Table(name = "erasure")
class PersonErasureEntity {
  @Id private String id;
  private String subject;
  private @Nullable String provider;

  @Enumerated(EnumType.STRING)
  private PersonErasure.Ground ground;

  @Enumerated(EnumType.STRING)
  private ErasureState state;

  @Column(name = "stopped_at")
  private Instant stoppedAt;

  @Column(name = "started_event")
  private UUID startedEvent;

  @Column(name = "key_version")
  private @Nullable Integer keyVersion;

  @Column(name = "sealed_wish")
  private byte @Nullable [] sealedWish;

  @Column(name = "erased_event")
  private @Nullable UUID erasedEvent;

  private @Nullable Integer keys;
  private @Nullable Integer records;
  private @Nullable Integer held;
  @Nullable String destruction;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  PersonErasureEntity() {}

  PersonErasureEntity(PersonErasure erasure) {
    this.id = erasure.id();
    this.subject = erasure.subject();
    this.provider = erasure.provider().orElse(null);
    this.ground = erasure.ground();
    this.state = erasure.state();
    this.stoppedAt = erasure.stoppedAt();
    this.startedEvent = erasure.startedEvent().value();
    erasure.outcome().ifPresent(this::setOutcome);
  }

  Optional<Sealed> wish() {
    return sealedWish == null || keyVersion == null
        ? Optional.empty()
        : Optional.of(new Sealed(keyVersion, SealedValue.takeOwnershipOf(sealedWish.clone())));
  }

  void keepWish(Sealed wish) {
    keyVersion = wish.keyVersion();
    sealedWish = wish.value().toByteArray();
  }

  /** The keys are gone with this transaction. */
  void markShredded(PersonErasure.Outcome outcome, String evidence) {
    state = ErasureState.SHREDDED;
    destruction = evidence;
    setOutcome(outcome);
    dropWish();
  }

  /** Another copy of this database has done it. */
  void markErasedElsewhere(PersonErasure.Outcome outcome) {
    state = ErasureState.ERASED;
    setOutcome(outcome);
    dropWish();
  }

  private void setOutcome(PersonErasure.Outcome outcome) {
    erasedEvent = outcome.erasedEvent().value();
    keys = outcome.keys();
    records = outcome.records();
    held = outcome.held();
  }

  private void dropWish() {
    keyVersion = null;
    sealedWish = null;
  }

  PersonErasure toErasure() {
    return new PersonErasure(
        id,
        subject,
        Optional.ofNullable(provider),
        ground,
        state,
        stoppedAt,
        new EventId(startedEvent),
        Optional.ofNullable(erasedEvent)
            .map(
                event ->
                    new PersonErasure.Outcome(
                        new EventId(event), number(keys), number(records), number(held))));
  }

  private static int number(@Nullable Integer count) {
    return Objects.requireNonNull(count);
  }
}
