package dev.tallystick.gateway.order;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A row of {@code report_order}: a report from the order to its destruction. */
@Entity
@Table(name = "report_order")
@DynamicUpdate // who notes a decision does not write back a report that was destroyed meanwhile
class ReportOrderEntity {
  @Id String id;

  @Enumerated(EnumType.STRING)
  OrderState state = OrderState.QUEUED;

  @Column(name = "created_at")
  Instant createdAt;

  Instant deadline;

  @Column(name = "next_try_at")
  @Nullable Instant nextTryAt;

  int attempts;
  @Nullable String clerk;
  String bureau;
  String product;
  String purpose;

  @Column(name = "object_kind")
  @Nullable String objectKind;

  @Column(name = "object_ref")
  @Nullable String objectRef;

  String categories;
  String retention;
  @Nullable String consent;

  @Column(name = "consent_ask")
  @Nullable String consentAsk;

  byte @Nullable [] person;
  @Nullable String subject;
  @Nullable String inquiry;

  /** The statement as it was signed, and sent as often as it takes. */
  @Nullable String request;

  @Column(name = "request_key")
  @Nullable String requestKey;

  @Column(name = "signed_at")
  @Nullable Instant signedAt;

  @Column(name = "times_signed")
  int timesSigned;

  /** Inquiries of this order that have bought something whose answer has lapsed. */
  String lapsed = "";

  /** What was handed over and could not be opened at once, sealed. */
  byte @Nullable [] delivery;

  @Nullable String release;
  @Nullable String event;

  @Column(name = "log_index")
  @Nullable Long logIndex;

  byte @Nullable [] entry;

  @Column(name = "payload_digest")
  byte @Nullable [] payloadDigest;

  @Nullable Long amount;
  @Nullable String currency;
  @Nullable String tariff;

  @Column(name = "tariff_line")
  @Nullable String tariffLine;

  @Column(name = "dedup_of")
  @Nullable String dedupOf;

  @Column(name = "is_price_published")
  @Nullable Boolean isPricePublished;

  @Nullable String omitted;

  /** The receipt; of a flawed report also what was handed over. Sealed, and kept for good. */
  byte @Nullable [] evidence;

  byte @Nullable [] report;

  /** What was told since of what the report rests on, such as {@code CORRECTED}. */
  String changed = "";

  @Column(name = "opened_at")
  @Nullable Instant openedAt;

  @Column(name = "acknowledge_at")
  @Nullable Instant acknowledgeAt;

  @Column(name = "acknowledged_at")
  @Nullable Instant acknowledgedAt;

  @Nullable String acknowledgement;

  @Column(name = "destroy_at")
  @Nullable Instant destroyAt;

  @Column(name = "destroyed_at")
  @Nullable Instant destroyedAt;

  @Column(name = "destroy_reason")
  @Nullable String destroyReason;

  @Nullable String certificate;

  @Column(name = "certificate_key")
  @Nullable String certificateKey;

  @Nullable String destruction;
  @Nullable String decision;

  @Column(name = "decided_by")
  @Nullable String decidedBy;

  @Column(name = "decided_at")
  @Nullable Instant decidedAt;

  /** When the decision is told to the bureau next; nothing once its outcome is known. */
  @Column(name = "decision_next_at")
  @Nullable Instant decisionNextAt;

  @Column(name = "decision_attempts")
  int decisionAttempts;

  @Column(name = "decision_key")
  @Nullable String decisionKey;

  /** When it was told first; from then on it is not changed. */
  @Column(name = "decision_sent_at")
  @Nullable Instant decisionSentAt;

  @Column(name = "decision_event")
  @Nullable String decisionEvent;

  @Column(name = "decision_problem")
  @Nullable String decisionProblem;

  @Column(name = "problem_code")
  @Nullable String problemCode;

  @Column(name = "problem_rule")
  @Nullable String problemRule;

  @Column(name = "problem_event")
  @Nullable String problemEvent;

  @Nullable String problem;

  /** For Hibernate, which sets the fields, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  ReportOrderEntity() {}

  List<String> categoryList() {
    return categories.isEmpty() ? List.of() : List.of(categories.split(","));
  }

  List<String> lapsedList() {
    return lapsed.isEmpty() ? List.of() : List.of(lapsed.split(","));
  }

  List<String> omissions() {
    String kept = omitted;
    return kept == null || kept.isEmpty() ? List.of() : List.of(kept.split("\n"));
  }
}
