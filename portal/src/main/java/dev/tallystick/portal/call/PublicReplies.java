package dev.tallystick.portal.call;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What services tell everybody, remembered for a few seconds: many readers of a public page are one
 * question to the service. What has failed is asked again.
 */
@Singleton
final class PublicReplies {
  private static final Duration KEPT = Duration.ofSeconds(20);
  private static final int MOST = 200;

  private final Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(CompletableFuture<Reply> reply, Instant until) {
    boolean isUsable(Instant now) {
      return now.isBefore(until) && !(reply.isDone() && !reply.getNow(Reply.none()).isGood());
    }
  }

  PublicReplies(Clock clock) {
    this.clock = clock;
  }

  /** The answer to a question, asked by {@code ask} unless it is remembered. */
  CompletableFuture<Reply> get(String question, Supplier<CompletableFuture<Reply>> ask) {
    Instant now = clock.instant();
    if (known.size() >= MOST) {
      known.values().removeIf(each -> !each.isUsable(now));
    }
    if (known.size() >= MOST) {
      return ask.get();
    }
    return known
        .compute(
            question,
            (any, last) ->
                last != null && last.isUsable(now) ? last : new Known(ask.get(), now.plus(KEPT)))
        .reply();
  }
}
