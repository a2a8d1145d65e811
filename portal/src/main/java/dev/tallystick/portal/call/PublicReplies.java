package dev.tallystick.portal.call;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What services tell everybody, remembered for some seconds: however many read a public page, a
 * service is asked for it once in that time. What has failed is asked again; while a service has
 * had too many questions, its last answer stands for some minutes. Thread-safe.
 */
@Singleton
final class PublicReplies {
  private static final Duration KEPT = Duration.ofSeconds(20);
  private static final Duration KEPT_AT_MOST = Duration.ofMinutes(5);

  /** Strangers choose the paths, so there is an end to them. */
  private static final int MOST = 1_000;

  /** Less than services let one address have, so that the rest of the public pages is there. */
  private static final int MOST_OF_ONE = 200;

  private final Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final AtomicReference<Minute> minute = new AtomicReference<>(new Minute(0, 0));

  /** How many questions about one of many were put in a minute. */
  private record Minute(long number, int questions) {}

  private record Heard(Reply reply, Instant at) {
    /** That something is not there is an answer too. */
    boolean isAnswer() {
      return reply.isGood() || reply.status() == 404;
    }
  }

  private record Known(CompletableFuture<Heard> heard, Instant asked) {
    boolean isUsable(Instant now) {
      return heard.isDone()
          ? answerSince(now.minus(KEPT)).isPresent()
          : now.isBefore(asked.plus(KEPT));
    }

    Optional<Heard> answerSince(Instant begin) {
      return Optional.ofNullable(heard.getNow(null))
          .filter(last -> last.isAnswer() && last.at().isAfter(begin));
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
            (any, last) -> last != null && last.isUsable(now) ? last : asked(last, ask, now))
        .heard()
        .thenApply(Heard::reply);
  }

  /** The same of a question about one of many: strangers can put only so many in a minute. */
  CompletableFuture<Reply> getOfOne(String question, Supplier<CompletableFuture<Reply>> ask) {
    return get(
        question, () -> mayAsk() ? ask.get() : CompletableFuture.completedFuture(Reply.tooMany()));
  }

  private static Known asked(
      @Nullable Known last, Supplier<CompletableFuture<Reply>> ask, Instant now) {
    Optional<Heard> before =
        Optional.ofNullable(last).flatMap(each -> each.answerSince(now.minus(KEPT_AT_MOST)));
    return new Known(
        ask.get()
            .thenApply(
                reply ->
                    before
                        .filter(any -> reply.absence() == Absence.TOO_MANY)
                        .orElseGet(() -> new Heard(reply, now))),
        now);
  }

  private boolean mayAsk() {
    long number = Math.floorDiv(clock.instant().getEpochSecond(), 60L);
    return minute
            .updateAndGet(
                last -> new Minute(number, last.number() == number ? last.questions() + 1 : 1))
            .questions()
        <= MOST_OF_ONE;
  }
}
