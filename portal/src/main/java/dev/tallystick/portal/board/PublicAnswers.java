package dev.tallystick.portal.board;

import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Reply;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What services tell everybody, remembered for a minute: however many read a public page, a service
 * is asked for it once. Thread-safe.
 */
@Singleton
public final class PublicAnswers {
  static final Duration KEPT = Duration.ofSeconds(60);

  /** Strangers choose the paths, so there is an end to them. */
  private static final int MOST = 1_000;

  private final Neighbours neighbours;
  private final Clock clock;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /** What is asked, or has been answered, until when it holds. */
  private record Answer(CompletableFuture<Reply> reply, Instant until) {}

  PublicAnswers(Neighbours neighbours, Clock clock) {
    this.neighbours = neighbours;
    this.clock = clock;
  }

  /** The answer of a service, as it was within the last minute. */
  CompletableFuture<Reply> get(Neighbour service, String path) {
    Instant now = clock.instant();
    if (answers.size() >= MOST) {
      answers.values().removeIf(answer -> !now.isBefore(answer.until()));
    }
    if (answers.size() >= MOST) {
      return neighbours.getPublic(service, path);
    }
    return answers
        .compute(
            service + " " + path,
            (key, known) ->
                known != null && now.isBefore(known.until()) && !hasFailed(known)
                    ? known
                    : new Answer(neighbours.getPublic(service, path), now.plus(KEPT)))
        .reply();
  }

  /** What has gone wrong is asked again at once: it may be well by now. */
  private static boolean hasFailed(Answer known) {
    return known.reply().isDone() && known.reply().join().status() >= 500;
  }
}
