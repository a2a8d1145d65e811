package dev.tallystick.gateway.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A row of {@code notice_due}: what the party was told to do, and its answer. */
@Entity
@Table(name = "notice_due")
@DynamicUpdate // what is learned from the list is not written over by what was read before
class GatewayNoticeEntity {
  @Id String id;

  @Enumerated(EnumType.STRING)
  NoticeKind kind;

  /** The service that takes the answer. */
  String source;

  String sender;
  @Nullable String change;
  String subject;
  String releases;
  String records;

  @Column(name = "due_on")
  LocalDate dueOn;

  @Column(name = "told_at")
  Instant toldAt;

  @Column(name = "told_event")
  String toldEvent;

  @Column(name = "told_index")
  long toldIndex;

  @Enumerated(EnumType.STRING)
  NoticeState state = NoticeState.OPEN;

  @Nullable String answer;
  @Nullable String reason;
  @Nullable String route;

  /** What the person reads when they have asked why; sealed. */
  byte @Nullable [] explanation;

  @Nullable String corrections;
  @Nullable String signature;

  @Nullable String clerk;

  @Column(name = "answered_at")
  @Nullable Instant answeredAt;

  @Column(name = "answered_index")
  @Nullable Long answeredIndex;

  @Column(name = "next_try_at")
  @Nullable Instant nextTryAt;

  int attempts;

  @Column(name = "problem_code")
  @Nullable String problemCode;

  /** For Hibernate, which sets the fields, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  GatewayNoticeEntity() {}

  List<String> releaseList() {
    return list(releases);
  }

  static List<String> list(@Nullable String joined) {
    return joined == null || joined.isEmpty() ? List.of() : List.of(joined.split(","));
  }
}
