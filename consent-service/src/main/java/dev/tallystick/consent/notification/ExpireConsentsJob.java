package dev.tallystick.consent.notification;

import dev.tallystick.consent.ConsentProblem;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.state.AuditUnavailableProblem;
import dev.tallystick.consent.state.LoggedData;
import dev.tallystick.consent.state.StateListener;
import dev.tallystick.events.Event;
import dev.tallystick.events.type.ConsentExpired;
import dev.tallystick.events.type.ConsentGiven;
import dev.tallystick.events.type.ConsentId;
import dev.tallystick.events.type.KindOfConsent;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.ConsentStatus;
import dev.tallystick.rules.state.GuardKeys;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jboss.logging.Logger;

/**
 * Says in the log that a consent has ended by itself, so that its data is deleted (R19). Nobody who
 * decides waits for it: they look at the instant.
 *
 * <p>In the queue are those that end within some hours; it is filled from the state before they are
 * over, and by what is given meanwhile. The entry rests on the version of the consent, so of two
 * replicas that find the same one is refused, and a new version is left alone.
 */
@Singleton
class ExpireConsentsJob implements StateListener {
  private static final Logger LOG = Logger.getLogger(ExpireConsentsJob.class);
  private static final int BATCH_SIZE = 200;
  private static final Duration AHEAD = Duration.ofHours(6);

  private final ConsentEventPublisher events;
  private final Clock clock;

  /** Whatever ends before this is in the queue, or was. */
  private volatile long horizon = Long.MIN_VALUE;

  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.comparingLong(Due::untilMillis));

  ExpireConsentsJob(ConsentEventPublisher events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /** The consent was withdrawn or given anew before its end could be told. */
  private static final class NoLongerOver extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private record Due(String consent, long untilMillis) {}

  @Override
  public void taken(LoggedEvent event, State after) {
    if (event.stub().type().equals(ConsentGiven.NAME)) {
      after
          .consent(
              LoggedData.read(event, ConsentGiven::read)
                  .map(given -> given.consent().value())
                  .orElse(""))
          .filter(consent -> consent.validUntilMillis() < horizon)
          .ifPresent(this::add);
    }
  }

  /** What is given while the state is looked through is in it, or is added by itself, or both. */
  private void lookAhead() {
    long from = horizon;
    long to = clock.millis() + AHEAD.toMillis();
    if (to - AHEAD.toMillis() / 2 < from) {
      return;
    }
    State unused = events.current();
    // Before the state is read: what is taken in between sees the one or is in the other.
    horizon = to;
    State state = events.current();
    state.forEachConsent(
        consent -> {
          long until = consent.validUntilMillis();
          if (consent.status() == ConsentStatus.GIVEN && until >= from && until < to) {
            add(consent);
          }
        });
  }

  private void add(Consent consent) {
    add(new Due(consent.id(), consent.validUntilMillis()));
  }

  private synchronized void add(Due due) {
    queue.add(due);
  }

  private synchronized Optional<Due> next() {
    Due first = queue.peek();
    boolean over = first != null && first.untilMillis() <= clock.millis();
    return over ? Optional.ofNullable(queue.poll()) : Optional.empty();
  }

  @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    try {
      lookAhead();
    } catch (AuditUnavailableProblem notCaughtUp) {
      return;
    }
    List<Due> faulty = new ArrayList<>();
    try {
      expire(faulty);
    } finally {
      // The database is away, say. Nobody else would come back to them.
      faulty.forEach(this::add);
    }
  }

  private void expire(List<Due> faulty) {
    for (int i = 0; i < BATCH_SIZE; i++) {
      Optional<Due> due = next();
      if (due.isEmpty()) {
        return;
      }
      try {
        expire(due.get());
      } catch (AuditUnavailableProblem away) {
        add(due.get());
        return;
      } catch (NoLongerOver changed) {
        // A new version has its own place in the queue.
        LOG.debug("A consent was renewed while it was about to end");
      } catch (ConsentProblem elsewhere) {
        // Another replica said so, or the person changed it just now: the state will tell.
        LOG.debugf("The end of a consent is not told from here: %s", elsewhere.code());
      } catch (RuntimeException fault) {
        LOG.warn("The end of a consent is told later", fault);
        faulty.add(due.get());
      }
    }
  }

  private void expire(Due due) {
    if (over(events.current(), due.consent()).isPresent()) {
      events.publish(
          state -> event(state, over(state, due.consent()).orElseThrow(NoLongerOver::new)));
    }
  }

  private Optional<Consent> over(State state, String id) {
    return state
        .consent(id)
        .filter(c -> c.status() == ConsentStatus.GIVEN && c.validUntilMillis() <= clock.millis());
  }

  private Event event(State state, Consent consent) {
    String guard = GuardKeys.consent(consent.id());
    ConsentExpired data =
        ConsentExpired.builder()
            .consent(new ConsentId(consent.id()))
            .version(consent.version())
            .kind(KindOfConsent.of(consent.kind()))
            .discloser(consent.discloser())
            .recipient(consent.recipient())
            .validUntil(Instant.ofEpochMilli(consent.validUntilMillis()))
            .build();
    return events.event(data, Optional.of(consent.subject()), Map.of(guard, state.guard(guard)));
  }
}
