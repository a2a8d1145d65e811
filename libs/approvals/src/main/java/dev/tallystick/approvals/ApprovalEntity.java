package dev.tallystick.approvals;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.type.ApprovalProposed;
import dev.tallystick.tlog.Hash;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code approval}. */
@Entity
@Table(name = "approval")
class ApprovalEntity {
  @Id private String id;

  // What was proposed does not change, and the service's role may not change it.
  @Column(updatable = false)
  private String action;

  @Column(updatable = false)
  private String what;

  @Column(updatable = false)
  private String act;

  @Column(updatable = false)
  private String digest;

  @Column(name = "proposed_by", updatable = false)
  private String proposedBy;

  @Column(updatable = false)
  private @Nullable String party;

  @Column(name = "proposed_event", updatable = false)
  private UUID proposedEvent;

  @Column(name = "proposed_at", updatable = false)
  private Instant proposedAt;

  @Column(name = "not_before", updatable = false)
  private Instant notBefore;

  @Column(name = "expires_at", updatable = false)
  private Instant expiresAt;

  @Enumerated(EnumType.STRING)
  private Approval.State state;

  @Column(name = "decided_by")
  private @Nullable String decidedBy;

  @Column(name = "decided_event")
  private @Nullable UUID decidedEvent;

  @Column(name = "decided_at")
  private @Nullable Instant decidedAt;

  @Column(name = "claimed_until")
  private @Nullable Instant claimedUntil;

  private @Nullable String result;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ApprovalEntity() {}

  ApprovalEntity(Approval approval) {
    this.id = approval.id();
    this.action = approval.action().wire();
    this.what = approval.what();
    this.act = CanonicalJson.text(approval.act());
    this.digest = approval.digest().hex();
    this.proposedBy = approval.proposedBy();
    this.party = approval.party().orElse(null);
    this.proposedEvent = UUID.fromString(approval.proposedEvent().toString());
    this.proposedAt = approval.proposedAt();
    this.notBefore = approval.notBefore();
    this.expiresAt = approval.expiresAt();
    this.state = approval.state();
  }

  /** Notes what was decided; false if that was decided already. */
  boolean decide(Approval.State outcome, String by, EventId event, Instant now) {
    if (state != Approval.State.PROPOSED) {
      return false;
    }
    state = outcome;
    decidedBy = by;
    decidedEvent = UUID.fromString(event.toString());
    decidedAt = now;
    return true;
  }

  /** Claims the work for this process; false if it is done, or another one is at it. */
  boolean claim(Instant now, Instant until) {
    if (state != Approval.State.APPROVED || (claimedUntil != null && claimedUntil.isAfter(now))) {
      return false;
    }
    claimedUntil = until;
    return true;
  }

  void renew(Instant until) {
    if (claimedUntil != null) {
      claimedUntil = until;
    }
  }

  void release() {
    claimedUntil = null;
  }

  void finish(JsonObject outcome) {
    state = Approval.State.DONE;
    result = CanonicalJson.text(outcome);
    claimedUntil = null;
  }

  Approval toApproval() {
    String by = decidedBy;
    UUID event = decidedEvent;
    return new Approval(
        id,
        ApprovalProposed.Action.of(action),
        what,
        json(act),
        Hash.fromHex(digest),
        proposedBy,
        Optional.ofNullable(party),
        EventId.fromString(proposedEvent.toString()),
        proposedAt,
        notBefore,
        expiresAt,
        state,
        by == null || event == null
            ? Optional.empty()
            : Optional.of(new Approval.Decision(by, EventId.fromString(event.toString()))),
        Optional.ofNullable(result).map(ApprovalEntity::json));
  }

  private static JsonObject json(String text) {
    try {
      return (JsonObject) CanonicalJson.parseMessage(text.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a stored act is no JSON", e);
    }
  }
}
