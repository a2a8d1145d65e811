package dev.tallystick.bureau.feed;

import dev.tallystick.bureau.feed.FeedItem.Shown;
import dev.tallystick.bureau.feed.FeedItemNews.Waiting;
import dev.tallystick.bureau.inquiry.StandingAnswers;
import dev.tallystick.bureau.tenancy.BureauId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads the items of a lender, and waits for them without holding a thread. */
@Singleton
final class ReadFeedItems {
  /** How often it is looked for what another process has released. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final LoanFeedItemRepository items;
  private final LoanFeedRepository feeds;
  private final StandingAnswers answers;
  private final FeedItemNews whatIsNew;

  ReadFeedItems(
      LoanFeedItemRepository items,
      LoanFeedRepository feeds,
      StandingAnswers answers,
      FeedItemNews whatIsNew) {
    this.items = items;
    this.feeds = feeds;
    this.answers = answers;
    this.whatIsNew = whatIsNew;
  }

  /**
   * What a lender reads.
   *
   * @param after the last cursor that it has, 0 for none
   */
  record Reading(BureauId bureau, String lender, long after, int limit) {}

  /** The next items; if there are none, as soon as there are, or none when the wait is over. */
  Uni<List<Shown>> next(Reading reading, Duration wait) {
    return next(reading, System.nanoTime() + wait.toNanos(), true);
  }

  private Uni<List<Shown>> next(Reading reading, long deadline, boolean isFirst) {
    // Before the look, so that nothing comes between the two.
    Waiting news = whatIsNew.begin(reading.bureau(), reading.lender());
    return Uni.createFrom()
        .item(() -> read(reading, isFirst))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(
            found -> {
              long left = deadline - System.nanoTime();
              return found.isEmpty() && left > 0
                  ? told(news, Duration.ofNanos(Math.min(left, LOOK.toNanos())))
                      .chain(() -> next(reading, deadline, false))
                  : Uni.createFrom().item(found);
            })
        .onTermination()
        .invoke(news::end);
  }

  private static Uni<Boolean> told(Waiting news, Duration atMost) {
    return Uni.createFrom()
        .completionStage(news.told())
        .ifNoItem()
        .after(atMost)
        .recoverWithItem(false);
  }

  private List<Shown> read(Reading reading, boolean isFirst) {
    if (isFirst) {
      feeds.resume(reading.bureau(), reading.lender());
    }
    return items.after(reading.bureau(), reading.lender(), reading.after(), reading.limit());
  }

  /** Notes that items have left. Blocks. */
  void left(BureauId bureau, List<Shown> shown) {
    Set<String> sent =
        shown.stream()
            .filter(item -> item.content().isPresent())
            .map(Shown::item)
            .collect(Collectors.toSet());
    if (!sent.isEmpty()) {
      List<UUID> attempts = items.attempts(bureau, sent);
      answers.left(bureau, attempts);
    }
  }
}
