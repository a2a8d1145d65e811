package dev.tallystick.bureau.feed;

import dev.tallystick.bureau.feed.FeedWebhookRepository.Standing;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Webhooks of feeds on the wire. */
final class FeedWebhookJson {
  private FeedWebhookJson() {}

  /**
   * Where a lender wants its items sent.
   *
   * @param after the last item that it has; null leaves nothing out
   */
  record WantedWebhookJson(
      @NotNull @Pattern(regexp = LoanFeedJson.PARTY) String bureau,
      @NotNull @Size(min = 8, max = 2_000) String url,
      @Min(0) @Nullable Long after) {
    /** Shows no address. */
    @Override
    public String toString() {
      return "WantedWebhookJson";
    }
  }

  /** At which bureau a webhook is that is to go on. */
  record WebhookResumptionJson(@NotNull @Pattern(regexp = LoanFeedJson.PARTY) String bureau) {}

  /**
   * A webhook as it stands.
   *
   * @param cursor the last item that it has taken
   * @param waiting how many it has yet to take
   * @param failures how many calls have failed in a row
   * @param reason why the last one has failed
   * @param nextTry when the next call is made after a failure
   * @param secret what calls are signed with; only in the answer that has set it
   */
  record ShownWebhookJson(
      String bureau,
      String url,
      String state,
      Instant since,
      long cursor,
      long waiting,
      int failures,
      @Nullable Instant failingSince,
      @Nullable String reason,
      @Nullable Instant nextTry,
      @Nullable Instant pausedAt,
      @Nullable String secret) {
    static ShownWebhookJson of(Standing standing, @Nullable String secret) {
      FeedWebhookEntity webhook = standing.webhook();
      FeedWebhookFailure failure = webhook.failure;
      boolean isTriedAgain = failure != null && webhook.state == FeedWebhookEntity.State.ACTIVE;
      return new ShownWebhookJson(
          webhook.bureauId,
          webhook.url,
          webhook.state.name(),
          webhook.since.truncatedTo(ChronoUnit.MILLIS),
          webhook.place,
          standing.waiting(),
          webhook.failures,
          millis(webhook.failingSince),
          failure == null ? null : failure.name(),
          isTriedAgain ? millis(webhook.nextTry) : null,
          millis(webhook.pausedAt),
          secret);
    }

    private static @Nullable Instant millis(@Nullable Instant time) {
      return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Shows no secret. */
    @Override
    public String toString() {
      return "ShownWebhookJson";
    }
  }
}
