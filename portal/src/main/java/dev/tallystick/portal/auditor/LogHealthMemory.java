package dev.tallystick.portal.auditor;

import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.LogCondition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * How the log is, remembered for a minute for all who watch: the line on the first page, which asks
 * audit-service about something else.
 */
@Singleton
final class LogHealthMemory {
  private static final Duration KEPT = Duration.ofMinutes(1);

  /** A page does not wait for it as it waits for what it is about. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Neighbours neighbours;
  private final Clock clock;
  private volatile Known known = new Known(Optional.empty(), Instant.MIN);

  private record Known(Optional<LogCondition.Partial> condition, Instant until) {}

  LogHealthMemory(Neighbours neighbours, Clock clock) {
    this.neighbours = neighbours;
    this.clock = clock;
  }

  CompletableFuture<Reply> ask() {
    return neighbours.get(Neighbour.AUDIT, "/v1/log-health");
  }

  /** What was heard last, or now; empty if nothing was. */
  CompletableFuture<Optional<LogCondition.Partial>> fetch() {
    Known last = known;
    if (clock.instant().isBefore(last.until())) {
      return CompletableFuture.completedFuture(last.condition());
    }
    return ask()
        .thenApply(
            reply -> {
              Optional<LogCondition.Partial> heard = reply.read(LogCondition.Partial::new).find();
              heard.ifPresent(one -> known = new Known(heard, clock.instant().plus(KEPT)));
              return heard;
            })
        .completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
