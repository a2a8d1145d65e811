package dev.tallystick.bureau.feed;

import dev.tallystick.bureau.tenancy.BureauId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Feeds on the wire. None names the person: the lender knows its customers. */
final class LoanFeedJson {
  static final String PARTY = "[a-z0-9][a-z0-9._-]{0,63}";
  static final String ID =
      "fed_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  private LoanFeedJson() {}

  /**
   * What begins a feed.
   *
   * @param request the lender's standing inquiry as it was signed
   */
  record SubscriptionJson(@NotNull @Size(min = 1, max = 16_384) String request) {
    /** Shows no content. */
    @Override
    public String toString() {
      return "SubscriptionJson";
    }
  }

  /** Of which bureau the feed is that the lender wants no more. */
  record EndingJson(@NotNull @Pattern(regexp = PARTY) String bureau) {}

  /** A feed as it stands. */
  record FeedJson(
      String feed,
      String bureau,
      String loan,
      String consent,
      String state,
      Instant since,
      Instant until,
      int pending,
      boolean held,
      @Nullable String reason,
      @Nullable String code,
      @Nullable Long index) {
    static FeedJson of(BureauId bureau, LoanFeedEntity feed) {
      FeedEnd.Reason reason = feed.endReason;
      return new FeedJson(
          feed.feedId,
          bureau.value(),
          feed.loanId,
          feed.consent,
          feed.state == FeedState.ACTIVE ? "ACTIVE" : "ENDED",
          feed.since.truncatedTo(ChronoUnit.MILLIS),
          feed.requestUntil,
          feed.pendingCount,
          feed.held,
          reason == null ? null : reason.name(),
          feed.endCode,
          feed.endIndex);
    }
  }

  /**
   * A page of a lender's feeds.
   *
   * @param next the cursor of the next page, if there is one
   */
  record FeedsJson(String bureau, List<FeedJson> feeds, @Nullable String next) {}
}
