package dev.tallystick.bureau.selfreport;

import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code self_report}: one report. What has no log index is not (yet) issued. */
@Entity
@Table(name = "self_report")
@IdClass(SelfReportEntity.Key.class)
class SelfReportEntity {
  /** A report of a bureau. */
  record Key(String bureauId, UUID eventId) implements Serializable {}

  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Id
  @Column(name = "event_id")
  UUID eventId;

  @Column(name = "attempt_key")
  String attemptKey;

  @Column(name = "request_hash")
  String requestHash;

  /** The label that the person's entries are filed under. */
  @Column(name = "person")
  String person;

  @Column(name = "year")
  int calendarYear;

  @Column(name = "log_index")
  @Nullable Long logIndex;

  @Column(name = "made_at")
  Instant madeAt;

  @Column(name = "wrapped_key")
  @Basic(fetch = FetchType.LAZY)
  byte @Nullable [] wrappedKey;

  @Column(name = "sealed_answer")
  @Basic(fetch = FetchType.LAZY)
  byte @Nullable [] sealedAnswer;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  SelfReportEntity() {}
}
