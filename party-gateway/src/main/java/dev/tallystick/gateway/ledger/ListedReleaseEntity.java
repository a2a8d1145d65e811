package dev.tallystick.gateway.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code listed_release}: a release as the party's proved list has it. */
@Entity
@Table(name = "listed_release")
class ListedReleaseEntity {
  @Id
  @Column(name = "list_index")
  long listIndex;

  @Column(name = "log_index")
  long logIndex;

  @Nullable String event;

  @Column(name = "recorded_at")
  Instant recordedAt;

  String step;
  String seller;
  String buyer;
  @Nullable String product;
  @Nullable String inquiry;
  @Nullable Long amount;
  @Nullable String currency;
  @Nullable String tariff;

  @Column(name = "tariff_line")
  @Nullable String tariffLine;

  @Column(name = "acknowledged_at")
  @Nullable Long acknowledgedAt;

  @Column(name = "undelivered_at")
  @Nullable Long undeliveredAt;

  @Column(name = "reversed_at")
  @Nullable Long reversedAt;

  @Column(name = "destroyed_at")
  @Nullable Long destroyedAt;

  /** For Hibernate, which sets the fields, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  ListedReleaseEntity() {}
}
