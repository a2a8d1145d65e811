package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.StoredInquiry.Ask;
import dev.tallystick.bureau.inquiry.StoredInquiry.Intent;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.tlog.Hash;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code inquiry}: one inquiry under one Idempotency-Key of a lender. */
@Entity
@Table(name = "inquiry")
@IdClass(InquiryEntity.Key.class)
class InquiryEntity {
  /** One run of an inquiry to a bureau. */
  record Key(String bureauId, UUID attempt) implements Serializable {}

  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Id
  @Column(name = "attempt")
  UUID attempt;

  @Column(name = "lender")
  String lender;

  @Column(name = "idempotency_key")
  String idempotencyKey;

  @Column(name = "request_hash")
  byte[] requestHash;

  @Column(name = "state")
  @Enumerated(EnumType.STRING)
  InquiryState state;

  /** Until when the process that has the inquiry in memory may go on with it. */
  @Column(name = "claimed_until")
  Instant claimedUntil;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "subject")
  String subject;

  @Column(name = "product")
  String product;

  /** The release-1 entries whose records were in memory, to be named if they came to nothing. */
  @Column(name = "parents")
  String[] parents;

  @Column(name = "event_id")
  @Nullable UUID eventId;

  @Column(name = "not_after")
  @Nullable Instant notAfter;

  @Column(name = "fee")
  @Nullable String fee;

  @Column(name = "logged_at")
  @Nullable Instant loggedAt;

  /** Until when the answer waits to be read; nothing if it went to who had asked. */
  @Column(name = "deliver_by")
  @Nullable Instant deliverBy;

  @Column(name = "attempts")
  int attempts;

  @Column(name = "refusal")
  @Nullable String refusal;

  @Column(name = "wrapped_key")
  @Basic(fetch = FetchType.LAZY)
  byte @Nullable [] wrappedKey;

  @Column(name = "sealed_answer")
  @Basic(fetch = FetchType.LAZY)
  byte @Nullable [] sealedAnswer;

  /** The report, sealed to the lender; the answer names it, and the row keeps no copy of it. */
  @Column(name = "jwe")
  @Basic(fetch = FetchType.LAZY)
  @Nullable String jwe;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  InquiryEntity() {}

  boolean isOf(Hash request) {
    return Hash.copyOf(requestHash).equals(request);
  }

  StoredInquiry stored() {
    return new StoredInquiry(
        new BureauId(bureauId),
        attempt,
        new Ask(lender, subject, product),
        state,
        List.of(parents),
        intent(),
        attempts,
        Optional.ofNullable(refusal));
  }

  private Optional<Intent> intent() {
    if (eventId == null || fee == null || notAfter == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Intent(
            eventId.toString(), fee, notAfter, Optional.ofNullable(loggedAt), deliverBy != null));
  }
}
