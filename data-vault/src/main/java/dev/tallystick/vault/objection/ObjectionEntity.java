package dev.tallystick.vault.objection;

import dev.tallystick.events.EventId;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.keystore.Sealed;
import dev.tallystick.vault.record.SaltedText;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/** An objection as it is stored; what was written is sealed, and emptied when it is erased. */
@Entity
@Table(name = "objection")
class ObjectionEntity {
  private static final int READ_AT_ONCE = 500;

  @Id private String id;
  private String subject;
  private String party;

  @Enumerated(EnumType.STRING)
  private Objection.State state;

  @Column(name = "filed_at")
  private Instant filedAt;

  @Column(name = "due_on")
  private LocalDate dueOn;

  @Column(name = "filed_event")
  private UUID filedEvent;

  @Enumerated(EnumType.STRING)
  private Objection.@Nullable Outcome outcome;

  @Column(name = "resolved_at")
  private @Nullable Instant resolvedAt;

  @Column(name = "key_version")
  private @Nullable Integer keyVersion;

  byte @Nullable [] sealed;

  @ElementCollection
  @CollectionTable(name = "objection_record", joinColumns = @JoinColumn(name = "objection"))
  @Column(name = "record")
  @BatchSize(size = READ_AT_ONCE)
  private Set<String> records;

  @ElementCollection
  @CollectionTable(name = "objection_release", joinColumns = @JoinColumn(name = "objection"))
  @Column(name = "release")
  @BatchSize(size = READ_AT_ONCE)
  private Set<UUID> releases;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ObjectionEntity() {}

  ObjectionEntity(Objection objection, EventId filed, Sealed texts) {
    this.id = objection.id();
    this.subject = objection.subject();
    this.party = objection.party();
    this.state = objection.state();
    this.filedAt = objection.filedAt();
    this.dueOn = objection.dueOn();
    this.filedEvent = filed.value();
    this.keyVersion = texts.keyVersion();
    this.sealed = texts.value().toByteArray();
    this.records = new HashSet<>(objection.records());
    this.releases = new HashSet<>(objection.releases());
  }

  String id() {
    return id;
  }

  /** Whose key seals what was written. */
  KeyOwner owner() {
    return owner(subject, party);
  }

  static KeyOwner owner(String subject, String party) {
    return new KeyOwner(subject, party, RetentionClass.ORDINARY);
  }

  Sealed texts() {
    return new Sealed(
        Objects.requireNonNull(keyVersion),
        SealedValue.takeOwnershipOf(Objects.requireNonNull(sealed).clone()));
  }

  EventId filedEvent() {
    return new EventId(filedEvent);
  }

  void resolve(Objection.Outcome as, Sealed texts, Instant at) {
    state = Objection.State.RESOLVED;
    outcome = as;
    resolvedAt = at;
    keyVersion = texts.keyVersion();
    sealed = texts.value().toByteArray();
  }

  void markOverdue() {
    state = Objection.State.OVERDUE;
  }

  /** Without what was written. */
  OverdueObjection toOverdue() {
    return new OverdueObjection(id, subject, party, dueOn);
  }

  Objection toObjection(SaltedText statement, Optional<SaltedText> answer) {
    return new Objection(
        id,
        subject,
        party,
        records.stream().sorted().toList(),
        releases.stream().sorted().toList(),
        state,
        filedAt,
        dueOn,
        statement,
        Optional.ofNullable(outcome),
        answer);
  }
}
