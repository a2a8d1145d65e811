package dev.tallystick.bureau.account;

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

/** A row of {@code account_statement}. What has no log index is not issued. */
@Entity
@Table(name = "account_statement")
@IdClass(AccountStatementEntity.Key.class)
class AccountStatementEntity {
  /** A statement of a bureau. */
  record Key(String bureauId, String id) implements Serializable {}

  /** Which kind of statement it is. */
  enum Kind {
    /** To a lender. */
    INVOICE,
    /** To a platform. */
    SETTLEMENT
  }

  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Id
  @Column(name = "id")
  String id;

  @Enumerated(EnumType.STRING)
  @Column(name = "kind")
  Kind kind;

  @Column(name = "party")
  String party;

  @Column(name = "period_from")
  LocalDate periodFrom;

  @Column(name = "currency")
  String currency;

  /** The {@code data} of its entry. */
  @Column(name = "definition")
  String definition;

  @Column(name = "event_id")
  UUID eventId;

  @Column(name = "log_index")
  @Nullable Long logIndex;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  AccountStatementEntity() {}
}
