package dev.tallystick.gateway.feed;

import dev.tallystick.gateway.order.StandingOrder;
import dev.tallystick.gateway.order.StandingOrder.LoanObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code loan_watch}: a loan that a bureau tells the party about. */
@Entity
@Table(name = "loan_watch")
class LoanWatchEntity {
  @Id String id;

  @Enumerated(EnumType.STRING)
  LoanWatchState state = LoanWatchState.ASKED;

  @Column(name = "created_at")
  Instant createdAt;

  String bureau;
  String loan;
  String kind;
  String subject;
  String product;
  String consent;
  String inquiry;

  /** The standing inquiry as it was signed, and sent as often as it takes. */
  String request;

  @Column(name = "request_key")
  String requestKey;

  String retention;

  /** The bureau's name for it, once it has begun. */
  @Nullable String feed;

  /** Why it has ended. */
  @Nullable String reason;

  @Column(name = "log_index")
  @Nullable Long logIndex;

  /** For Hibernate, which sets the fields, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  LoanWatchEntity() {}

  StandingOrder standing() {
    return new StandingOrder(
        bureau, subject, product, consent, new LoanObject(kind, loan), inquiry, request, retention);
  }
}
