package dev.tallystick.bureau.stop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A row of {@code stop_notice}: a notice to a bureau that waits to be answered. */
@Entity
@Table(name = "stop_notice")
@IdClass(PendingStopNoticeEntity.Key.class)
class PendingStopNoticeEntity {
  /** A notice to a bureau. */
  record Key(String bureauId, String notification) implements Serializable {}

  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Id
  @Column(name = "notification")
  String notification;

  @Column(name = "release")
  String release;

  @Column(name = "subject")
  String subject;

  @Column(name = "told_at")
  Instant toldAt;

  @Column(name = "dropped")
  boolean dropped;

  @Column(name = "next_try")
  Instant nextTry;

  @Column(name = "attempts")
  int attempts;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  PendingStopNoticeEntity() {}

  /** One process has it now, until then. */
  void claim(Instant until) {
    nextTry = until;
    attempts++;
  }

  PendingStopNotice notice() {
    return new PendingStopNotice(notification, release, subject, toldAt, dropped, attempts);
  }
}
