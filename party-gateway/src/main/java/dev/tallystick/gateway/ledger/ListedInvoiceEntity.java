package dev.tallystick.gateway.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;

/** A row of {@code listed_invoice}: an invoice as the party's proved list has it. */
@Entity
@Table(name = "listed_invoice")
class ListedInvoiceEntity {
  @Id String invoice;

  @Column(name = "log_index")
  long logIndex;

  @Column(name = "recorded_at")
  Instant recordedAt;

  String seller;
  String buyer;

  @Column(name = "period_from")
  LocalDate periodFrom;

  @Column(name = "period_to")
  LocalDate periodTo;

  String currency;
  long total;
  long entries;

  /** For Hibernate, which sets the fields, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  ListedInvoiceEntity() {}
}
