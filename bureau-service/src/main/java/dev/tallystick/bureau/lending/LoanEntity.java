package dev.tallystick.bureau.lending;

import dev.tallystick.events.type.LoanClosed.Reason;
import dev.tallystick.events.type.LoanOpened.Kind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code loan}. Without the index of its opening it is not open, without that of its
 * closing not closed.
 */
@Entity
@Table(name = "loan")
@IdClass(LoanEntity.Key.class)
class LoanEntity {
  /** A loan that a bureau was told of. */
  record Key(String bureauId, String loanId) implements Serializable {}

  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Id
  @Column(name = "loan_id")
  String loanId;

  @Column(name = "lender")
  String lender;

  @Column(name = "kind")
  @Enumerated(EnumType.STRING)
  Kind kind;

  /** The person's token, until the loan is closed. */
  @Column(name = "subject")
  @Nullable String subject;

  @Column(name = "consent")
  String consent;

  @Column(name = "opened_on")
  LocalDate openedOn;

  @Column(name = "releases")
  String[] releases;

  /** Who lends what of a joint loan: a party, and its basis points at the same place. */
  @Column(name = "share_parties")
  String[] shareParties;

  @Column(name = "share_points")
  int[] sharePoints;

  @Column(name = "opened_event")
  UUID openedEvent;

  @Column(name = "opened_index")
  @Nullable Long openedIndex;

  @Column(name = "closed_on")
  @Nullable LocalDate closedOn;

  @Column(name = "closed_reason")
  @Enumerated(EnumType.STRING)
  @Nullable Reason closedReason;

  @Column(name = "closed_event")
  @Nullable UUID closedEvent;

  @Column(name = "closed_index")
  @Nullable Long closedIndex;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  LoanEntity() {}
}
