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
 * What services tell everybody, remembered for some seconds: however many read a public page, a
 * service is asked for it once in that time. What has failed is asked again. Thread-safe.
 */
@Singleton
final class PublicReplies {
  private static final Duration KEPT = Duration.ofSeconds(20);

  /** Strangers choose the paths, so there is an end to them. */
  private static final int MOST = 1_000;

  private final Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(CompletableFuture<Reply> reply, Instant until) {
    boolean isUsable(Instant now) {
      return now.isBefore(until) && !hasFailed();
    }

    /** It may be well by now. That something is not there is an answer. */
    private boolean hasFailed() {
      return reply.isDone() && reply.getNow(Reply.none()).status() >= 500;
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
