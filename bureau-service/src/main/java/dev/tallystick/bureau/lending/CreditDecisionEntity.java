package dev.tallystick.bureau.lending;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code credit_decision}. What has no log index is not reported. */
@Entity
@Table(name = "credit_decision")
@IdClass(CreditDecisionEntity.Key.class)
class CreditDecisionEntity {
  /** A decision that a bureau was told. */
  record Key(String bureauId, String reportId) implements Serializable {}

  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Id
  @Column(name = "report_id")
  String reportId;

  @Column(name = "lender")
  String lender;

  @Column(name = "inquiry")
  String inquiry;

  /** SHA-256 of what was said but for its id. */
  @Column(name = "content")
  byte[] content;

  @Column(name = "event_id")
  UUID eventId;

  @Column(name = "log_index")
  @Nullable Long logIndex;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  CreditDecisionEntity() {}
}
