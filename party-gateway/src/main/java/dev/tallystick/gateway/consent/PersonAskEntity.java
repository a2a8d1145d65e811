package dev.tallystick.gateway.consent;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A row of {@code consent_ask}: a consent that a person is asked for, and what became of it. */
@Entity
@Table(name = "consent_ask")
@DynamicUpdate // what is learned from the list is not written over by what was read before
class PersonAskEntity {
  @Id String id;

  @Enumerated(EnumType.STRING)
  PersonAskState state = PersonAskState.QUEUED;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "next_try_at")
  @Nullable Instant nextTryAt;

  int attempts;
  @Nullable String clerk;
  String bureau;
  String kind;
  String purpose;
  String categories;
  String method;
  String retention;

  @Column(name = "valid_until")
  Instant validUntil;

  @Column(name = "use_limit")
  @Nullable Long useLimit;

  @Column(name = "notice_text")
  String noticeText;

  String language;
  @Nullable String contact;

  @Column(name = "rights_route")
  @Nullable String rightsRoute;

  @Column(name = "notice_key")
  String noticeKey;

  @Column(name = "ask_key")
  String askKey;

  byte @Nullable [] person;
  @Nullable String subject;
  @Nullable String notice;
  @Nullable String request;
  @Nullable String consent;

  @Column(name = "problem_code")
  @Nullable String problemCode;

  @Nullable String problem;

  /** For Hibernate, which sets the fields, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  PersonAskEntity() {}
}
