package dev.tallystick.consent.right;

import dev.tallystick.consent.state.LoggedData;
import dev.tallystick.consent.state.StateListener;
import dev.tallystick.events.type.ErasureStarted;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;

/**
 * Forgets explanations: those of a person who has everything erased, and the others after two
 * years, as decisions. The digest stays in the log. Thread-safe.
 */
@Singleton
class ForgetExplanations implements StateListener {
  private static final Logger LOG = Logger.getLogger(ForgetExplanations.class);
  private static final Duration KEPT = Duration.ofDays(2 * 365);

  private final RightExplanationRepository explanations;
  private final Clock clock;
  private final Queue<Erased> waiting = new ConcurrentLinkedQueue<>();

  /** A person, and when they wanted it; what they are told later is theirs to keep. */
  private record Erased(String subject, Instant at) {
    @Override
    public String toString() {
      return "Erased[" + at + "]";
    }
  }

  ForgetExplanations(RightExplanationRepository explanations, Clock clock) {
    this.explanations = explanations;
    this.clock = clock;
  }

  @Override
  public void taken(LoggedEvent event, State after) {
    if (event.stub().type().equals(ErasureStarted.NAME)) {
      LoggedData.read(event, ErasureStarted::read)
          .filter(begun -> begun.scope() == ErasureStarted.Scope.ALL)
          .ifPresent(
              begun ->
                  event
                      .subject()
                      .ifPresent(subject -> waiting.add(new Erased(subject, begun.stoppedAt()))));
    }
  }

  /** A snapshot waits until the words are gone; without one they are looked for again. */
  @Override
  public boolean isSettled(long size) {
    return waiting.isEmpty();
  }

  @Scheduled(
      every = "10s",
      delayed = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void erase() {
    for (Erased one = waiting.peek(); one != null; one = waiting.peek()) {
      explanations.forget(one.subject(), one.at());
      boolean unused = waiting.remove(one);
    }
  }

  @Scheduled(every = "24h", delayed = "11m")
  void forget() {
    long forgotten = explanations.removeBefore(clock.instant().minus(KEPT));
    LOG.infof("Forgot %d explanations that are older than two years", forgotten);
  }
}
