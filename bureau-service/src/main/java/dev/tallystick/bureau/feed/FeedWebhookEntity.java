package dev.tallystick.bureau.feed;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code feed_webhook}: where a lender has the items of its feeds sent. */
@Entity
@Table(name = "feed_webhook")
@IdClass(FeedWebhookEntity.Key.class)
class FeedWebhookEntity {
  /** The webhook of a lender at a bureau. */
  record Key(String bureauId, String lender) implements Serializable {}

  /** Whether items are sent. */
  enum State {
    /** They are, as soon as there are any. */
    ACTIVE,
    /** Too many calls have failed in a row; nothing is sent until the lender starts it again. */
    PAUSED
  }

  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Id
  @Column(name = "lender")
  String lender;

  @Column(name = "url")
  String url;

  @Column(name = "wrapped_key")
  byte[] wrappedKey;

  @Column(name = "sealed_secret")
  byte[] sealedSecret;

  @Column(name = "state")
  @Enumerated(EnumType.STRING)
  State state;

  /** The cursor of the last item that was taken. */
  @Column(name = "cursor")
  long place;

  @Column(name = "since")
  Instant since;

  @Column(name = "next_try")
  Instant nextTry;

  /** How many calls have failed since the last that did not. */
  @Column(name = "failures")
  int failures;

  @Column(name = "failing_since")
  @Nullable Instant failingSince;

  /** Why the last call has failed. */
  @Column(name = "failure")
  @Enumerated(EnumType.STRING)
  @Nullable FeedWebhookFailure failure;

  @Column(name = "paused_at")
  @Nullable Instant pausedAt;

  /** Which turn of which process sends. */
  @Column(name = "lease")
  @Nullable UUID lease;

  @Column(name = "leased_until")
  @Nullable Instant leasedUntil;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  FeedWebhookEntity() {}
}
