package dev.tallystick.consent.notice;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code notice}: a text as it is shown, with what it tells. */
@Entity
@Immutable
@Table(name = "notice")
class NoticeEntity {
  @Id String id;
  @Nullable String ownerParty;
  @Nullable String ownerSubject;
  String kind;
  @Nullable String discloser;
  String recipient;
  @Nullable String purpose;

  @JdbcTypeCode(SqlTypes.ARRAY)
  String[] categories;

  @Nullable String method;
  @Nullable String retention;
  @Nullable String contact;
  @Nullable String rightsRoute;
  @Nullable String recipientText;
  String language;
  String body;
  boolean highlighted;
  String textHash;
  Instant createdAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  NoticeEntity() {}

  NoticeEntity(ConsentNotice notice, Instant createdAt) {
    this.id = notice.id();
    this.ownerParty = notice.owner().party().orElse(null);
    this.ownerSubject = notice.owner().subject().orElse(null);
    this.kind = notice.kind();
    this.discloser = notice.discloser().orElse(null);
    this.recipient = notice.recipient();
    ConsentNotice.Told told = notice.told();
    this.purpose = told.purpose().orElse(null);
    this.categories = told.categories().toArray(String[]::new);
    this.method = told.method().orElse(null);
    this.retention = told.retention().orElse(null);
    this.contact = told.contact().orElse(null);
    this.rightsRoute = told.rightsRoute().orElse(null);
    this.recipientText = told.recipientText().orElse(null);
    this.language = notice.language();
    this.body = notice.text();
    this.highlighted = notice.highlighted();
    this.textHash = notice.textHash().hex();
    this.createdAt = createdAt;
  }

  ConsentNotice toNotice() {
    return new ConsentNotice(
        id,
        new ConsentNotice.Owner(Optional.ofNullable(ownerParty), Optional.ofNullable(ownerSubject)),
        kind,
        Optional.ofNullable(discloser),
        recipient,
        new ConsentNotice.Told(
            Optional.ofNullable(purpose),
            List.of(categories),
            Optional.ofNullable(method),
            Optional.ofNullable(retention),
            Optional.ofNullable(contact),
            Optional.ofNullable(rightsRoute),
            Optional.ofNullable(recipientText)),
        language,
        body,
        highlighted);
  }
}
