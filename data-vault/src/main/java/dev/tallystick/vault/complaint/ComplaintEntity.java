package dev.tallystick.vault.complaint;

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
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A complaint as it is stored; what was written is sealed, and emptied when it is erased. */
@Entity
@Table(name = "complaint")
class ComplaintEntity {
  @Id private String id;
  private String subject;
  private String authority;
  private String against;

  @Enumerated(EnumType.STRING)
  private Complaint.State state;

  @Column(name = "filed_at")
  private Instant filedAt;

  @Column(name = "filed_event")
  private UUID filedEvent;

  @Column(name = "accept_by")
  private LocalDate acceptBy;

  @Column(name = "accepted_at")
  private @Nullable Instant acceptedAt;

  @Column(name = "accepted_event")
  private @Nullable UUID acceptedEvent;

  @Column(name = "due_on")
  private @Nullable LocalDate dueOn;

  boolean missed;

  @Column(name = "replied_at")
  private @Nullable Instant repliedAt;

  @Enumerated(EnumType.STRING)
  private Complaint.@Nullable Outcome outcome;

  @Column(name = "answered_at")
  private @Nullable Instant answeredAt;

  private @Nullable Boolean late;

  @Column(name = "key_version")
  private @Nullable Integer keyVersion;

  byte @Nullable [] sealed;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ComplaintEntity() {}

  ComplaintEntity(Complaint complaint, EventId filed, Sealed words) {
    this.id = complaint.id();
    this.subject = complaint.subject();
    this.authority = complaint.authority();
    this.against = complaint.against();
    this.state = complaint.state();
    this.filedAt = complaint.filedAt();
    this.filedEvent = filed.value();
    this.acceptBy = complaint.acceptBy();
    seal(words);
  }

  String id() {
    return id;
  }

  String subject() {
    return subject;
  }

  String authority() {
    return authority;
  }

  String against() {
    return against;
  }

  /** The last event that told of its state, which any later one follows. */
  EventId lastEvent() {
    return new EventId(acceptedEvent == null ? filedEvent : acceptedEvent);
  }

  Complaint.State state() {
    return state;
  }

  boolean isReplied() {
    return repliedAt != null;
  }

  LocalDate dueOn() {
    return Objects.requireNonNull(dueOn);
  }

  Sealed words() {
    return new Sealed(
        Objects.requireNonNull(keyVersion),
        SealedValue.takeOwnershipOf(Objects.requireNonNull(sealed).clone()));
  }

  void accept(Complaint.Term term, EventId event) {
    state = Complaint.State.ACCEPTED;
    acceptedAt = term.acceptedAt();
    dueOn = term.dueOn();
    acceptedEvent = event.value();
  }

  void reply(Instant at, Sealed words) {
    repliedAt = at;
    seal(words);
  }

  void decide(Complaint.Decision decision, Sealed words) {
    state = Complaint.State.ANSWERED;
    outcome = decision.outcome();
    answeredAt = decision.answeredAt();
    late = decision.late();
    seal(words);
  }

  void markMissed() {
    missed = true;
  }

  /** Empties it; returns whether anybody still had to answer it. */
  boolean empty() {
    boolean isOpen = state == Complaint.State.FILED || state == Complaint.State.ACCEPTED;
    if (isOpen) {
      state = Complaint.State.WITHDRAWN;
    }
    keyVersion = null;
    sealed = null;
    return isOpen;
  }

  private void seal(Sealed words) {
    keyVersion = words.keyVersion();
    sealed = words.value().toByteArray();
  }

  Complaint toComplaint(Complaint.Words words) {
    return new Complaint(
        id,
        subject,
        authority,
        against,
        state,
        filedAt,
        acceptBy,
        acceptedAt == null || dueOn == null
            ? Optional.empty()
            : Optional.of(new Complaint.Term(acceptedAt, dueOn)),
        words,
        outcome == null || answeredAt == null || late == null
            ? Optional.empty()
            : Optional.of(new Complaint.Decision(outcome, answeredAt, late)));
  }
}
