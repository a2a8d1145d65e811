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
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A row of {@code loan_feed}: what a lender is told of one open loan. */
@Entity
@Table(name = "loan_feed")
@IdClass(LoanFeedEntity.Key.class)
class LoanFeedEntity {
  /** A feed of a bureau. */
  record Key(String bureauId, String feedId) implements Serializable {}

  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Id
  @Column(name = "feed_id")
  String feedId;

  @Column(name = "lender")
  String lender;

  @Column(name = "loan_id")
  String loanId;

  @Column(name = "consent")
  String consent;

  /** The person's token, until the feed has ended. */
  @Column(name = "subject")
  @Nullable String subject;

  /** What the person's entries are filed under, in hex. */
  @Column(name = "subject_label")
  @Nullable String subjectLabel;

  /** The standing inquiry as it was signed, until the feed has ended. */
  @Column(name = "request")
  @Nullable String request;

  @Column(name = "request_until")
  Instant requestUntil;

  @Column(name = "state")
  @Enumerated(EnumType.STRING)
  FeedState state;

  @Column(name = "since")
  Instant since;

  @Column(name = "end_reason")
  @Enumerated(EnumType.STRING)
  FeedEnd.@Nullable Reason endReason;

  @Column(name = "end_index")
  @Nullable Long endIndex;

  @Column(name = "end_code")
  @Nullable String endCode;

  /** The first change since the last report, by index of the log; the others go with it. */
  @Column(name = "pending_first")
  @Nullable Long pendingFirst;

  @Column(name = "pending_last")
  @Nullable Long pendingLast;

  @Column(name = "pending_count")
  int pendingCount;

  /** Whether it waits for its reader to come back. */
  @Column(name = "held")
  boolean held;

  @Column(name = "last_number")
  int lastNumber;

  @Column(name = "next_try")
  Instant nextTry;

  @Column(name = "attempts")
  int attempts;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  LoanFeedEntity() {}

  /** The changes since the last report, of a feed that has some. */
  FeedItem.Causes pending() {
    if (pendingFirst == null || pendingLast == null) {
      throw new AssertionError("a feed without a change");
    }
    return new FeedItem.Causes(pendingFirst, pendingLast, pendingCount);
  }

  /** Why it has ended. */
  FeedEnd end() {
    if (endReason == null) {
      throw new AssertionError("a feed that goes on");
    }
    return new FeedEnd(
        endReason,
        endIndex == null ? OptionalLong.empty() : OptionalLong.of(endIndex),
        Optional.ofNullable(endCode));
  }
}
