package dev.tallystick.consent.request;

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

/** A row of {@code consent_request}: what a party asks a person to agree to. */
@Entity
@Immutable
@Table(name = "consent_request")
class ConsentAskEntity {
  @Id String id;
  String askedBy;
  String subject;
  String kind;
  @Nullable String discloser;
  String recipient;
  String purpose;

  @JdbcTypeCode(SqlTypes.ARRAY)
  String[] categories;

  String method;
  String retention;
  Instant validUntil;
  @Nullable Long useLimit;
  @Nullable String necessity;
  @Nullable String impact;
  @Nullable String country;
  String notice;
  long asOfSize;
  Instant askedAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ConsentAskEntity() {}

  ConsentAskEntity(ConsentAsk ask) {
    this.id = ask.id();
    this.askedBy = ask.by();
    this.subject = ask.subject();
    this.kind = ask.sides().kind();
    this.discloser = ask.sides().discloser().orElse(null);
    this.recipient = ask.sides().recipient();
    this.purpose = ask.purpose();
    this.categories = ask.categories().toArray(String[]::new);
    this.method = ask.terms().method();
    this.retention = ask.terms().retention();
    this.validUntil = ask.terms().validUntil();
    this.useLimit = ask.terms().useLimit().orElse(null);
    this.necessity = ask.told().necessity().orElse(null);
    this.impact = ask.told().impact().orElse(null);
    this.country = ask.told().country().orElse(null);
    this.notice = ask.notice();
    this.asOfSize = ask.asOfSize();
    this.askedAt = ask.askedAt();
  }

  ConsentAsk toAsk() {
    return new ConsentAsk(
        id,
        askedBy,
        subject,
        new ConsentAsk.Sides(kind, Optional.ofNullable(discloser), recipient),
        purpose,
        List.of(categories),
        new ConsentAsk.Terms(method, retention, validUntil, Optional.ofNullable(useLimit)),
        new ConsentAsk.Told(
            Optional.ofNullable(necessity),
            Optional.ofNullable(impact),
            Optional.ofNullable(country)),
        notice,
        asOfSize,
        askedAt);
  }
}
