package dev.tallystick.consent.explanation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code decision}: a decision as it was signed. */
@Entity
@Immutable
@Table(name = "decision")
class DecisionEntity {
  @Id String id;
  @Nullable String subject;
  String caller;
  String fromParty;
  @Nullable String toParty;
  String jws;
  Instant decidedAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  DecisionEntity() {}

  DecisionEntity(KeptDecision decision) {
    this.id = decision.id();
    this.subject = decision.subject().orElse(null);
    this.caller = decision.caller();
    this.fromParty = decision.from();
    this.toParty = decision.to().orElse(null);
    this.jws = decision.jws();
    this.decidedAt = decision.decidedAt();
  }

  KeptDecision toDecision() {
    return new KeptDecision(
        id,
        Optional.ofNullable(subject),
        caller,
        fromParty,
        Optional.ofNullable(toParty),
        jws,
        decidedAt);
  }
}
