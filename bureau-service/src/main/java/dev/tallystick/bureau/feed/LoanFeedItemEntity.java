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
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code loan_feed_item}: one report of a feed, or its end. The report is elsewhere. */
@Entity
@Table(name = "loan_feed_item")
@IdClass(LoanFeedItemEntity.Key.class)
class LoanFeedItemEntity {
  /** An item of a bureau. */
  record Key(String bureauId, String itemId) implements Serializable {}

  /** What an item is. */
  enum Kind {
    /** The last of its feed. */
    END,
    /** A report. */
    REPORT
  }

  /** How far an item has come. */
  enum State {
    /** It is being sold, and its id stands already. */
    WAITING,
    /** It can be read. */
    READY,
    /** The lender has acknowledged it. */
    RECEIVED,
    /** Nobody has read it in time. */
    LAPSED,
    /** Nothing came of it. */
    SKIPPED
  }

  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Id
  @Column(name = "item_id")
  String itemId;

  @Column(name = "feed_id")
  String feedId;

  @Column(name = "lender")
  String lender;

  @Column(name = "kind")
  @Enumerated(EnumType.STRING)
  Kind kind;

  @Column(name = "state")
  @Enumerated(EnumType.STRING)
  State state;

  @Column(name = "cause_first")
  @Nullable Long causeFirst;

  @Column(name = "cause_last")
  @Nullable Long causeLast;

  @Column(name = "causes")
  int causes;

  /** Its place in what the lender reads, from when it can be read. */
  @Column(name = "cursor")
  @Nullable Long place;

  /** The run of the inquiry that the report came from. */
  @Column(name = "attempt")
  @Nullable UUID attempt;

  @Column(name = "made_at")
  Instant madeAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  LoanFeedItemEntity() {}

  /** The changes that a report is for. */
  FeedItem.Causes toCauses() {
    if (causeFirst == null || causeLast == null) {
      throw new AssertionError("a report without a change");
    }
    return new FeedItem.Causes(causeFirst, causeLast, causes);
  }

  /** The last change that a report is for; nothing at the end of a feed. */
  OptionalLong upTo() {
    return causeLast == null ? OptionalLong.empty() : OptionalLong.of(causeLast);
  }
}
