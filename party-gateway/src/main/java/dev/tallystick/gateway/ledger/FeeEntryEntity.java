package dev.tallystick.gateway.ledger;

import dev.tallystick.party.account.FeeMove;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A row of {@code fee_entry}: what an entry of the proved list does to the fee of a release. */
@Entity
@Table(name = "fee_entry")
class FeeEntryEntity {
  /** Which type of entry it is. */
  enum Kind {
    /** {@code data.released}. */
    RELEASE,
    /** {@code fee.reversed}. */
    REVERSAL,
    /** {@code data.received} that voids that a release has not arrived. */
    VOIDING,
    /** One of these whose body is not shown, or has another form. */
    UNREADABLE
  }

  @Id
  @Column(name = "log_index")
  long logIndex;

  @Enumerated(EnumType.STRING)
  Kind kind;

  @Column(name = "recorded_at")
  Instant recordedAt;

  /** In the time zone in which months are billed. */
  LocalDate day;

  @Nullable String release;
  @Nullable String about;

  /** Nothing if what is owed stays the same. */
  @Enumerated(EnumType.STRING)
  @Nullable FeeMove move;

  @Nullable String seller;
  @Nullable String buyer;
  @Nullable String tariff;

  @Column(name = "tariff_line")
  @Nullable String tariffLine;

  @Nullable Long amount;
  @Nullable String currency;

  /** For Hibernate, which sets the fields, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  FeeEntryEntity() {}
}
