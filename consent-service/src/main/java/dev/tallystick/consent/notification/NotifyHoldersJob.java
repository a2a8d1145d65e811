package dev.tallystick.consent.notification;

import dev.tallystick.consent.state.AuditUnavailableProblem;
import dev.tallystick.consent.state.LoggedData;
import dev.tallystick.consent.state.StateListener;
import dev.tallystick.events.append.Backoff;
import dev.tallystick.events.type.AgreementTerminated;
import dev.tallystick.events.type.ConsentExpired;
import dev.tallystick.events.type.ConsentId;
import dev.tallystick.events.type.ConsentWithdrawn;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.DownstreamNotified;
import dev.tallystick.events.type.DownstreamNotified.Change;
import dev.tallystick.rules.state.Agreement;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.Release;
import dev.tallystick.rules.state.State;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Tells everybody who holds what came under a consent that it has ended (R16), a processor that its
 * instruction has (R31), and everybody who got what was made of a record that it has changed (R42).
 * A crash leaves the cursor behind, and everything from there on is gone through again.
 *
 * <p>A holder who cannot be told keeps no other from being told: it is tried again, ever later. The
 * cursor stays before the first of those, so that a crash loses none.
 */
@Singleton
class NotifyHoldersJob implements StateListener {
  private static final Logger LOG = Logger.getLogger(NotifyHoldersJob.class);
  private static final int BATCH_SIZE = 100;
  private static final String PROCESSING = "PROCESSING";
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));

  private final StopCursorRepository cursor;
  private final SendStopNotice sendStopNotice;
  private final Clock clock;
  private final CorrectedReleases corrections = new CorrectedReleases();
  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
  private final NavigableMap<Long, Untold> untold = new ConcurrentSkipListMap<>();

  NotifyHoldersJob(StopCursorRepository cursor, SendStopNotice sendStopNotice, Clock clock) {
    this.cursor = cursor;
    this.sendStopNotice = sendStopNotice;
    this.clock = clock;
  }

  /** Something that a holder has to hear of, and who has to. */
  private record Ended(long index, String cause, Change change, Supplier<List<Holder>> held) {}

  /** The holders of one that could not be told, and when they are tried again. */
  private record Untold(Ended end, int failures, Instant next) {}

  @Override
  public void taken(LoggedEvent event, State after) {
    switch (event.stub().type()) {
      case ConsentWithdrawn.NAME ->
          end(event, after, LoggedData.read(event, ConsentWithdrawn::read).map(e -> e.consent()));
      case ConsentExpired.NAME ->
          end(event, after, LoggedData.read(event, ConsentExpired::read).map(e -> e.consent()));
      case AgreementTerminated.NAME ->
          LoggedData.read(event, AgreementTerminated::read)
              .flatMap(over -> after.agreement(over.agreement().value()))
              .filter(over -> over.kind().equals(PROCESSING))
              .ifPresent(
                  over -> add(event, event.id(), Change.WITHDRAWN, () -> processed(over, after)));
      case DownstreamNotified.NAME, DataReleased.NAME ->
          corrections
              .taken(event, after)
              .ifPresent(told -> add(event, told.cause(), told.change(), told::holders));
      default -> {
        // Nobody has to hear of it.
      }
    }
  }

  private void end(LoggedEvent event, State after, Optional<ConsentId> consent) {
    List<Release> held = consent.map(id -> after.releasesUnder(id.value())).orElse(List.of());
    List<Holder> holders = held.stream().flatMap(Holder::of).toList();
    add(event, event.id(), Change.WITHDRAWN, () -> holders);
  }

  /**
   * What the processor got, person by person. What it keeps under another instruction it says in
   * its answer. Looked for when it is told: folding the log does not wait for it.
   */
  private static List<Holder> processed(Agreement over, State after) {
    return after.releases("RELEASE", over.provider(), over.receiver()).stream()
        .filter(release -> release.purpose().equals(PROCESSING))
        .collect(Collectors.groupingBy(Release::subject, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .flatMap(Holder::of)
        .toList();
  }

  private void add(LoggedEvent event, String cause, Change change, Supplier<List<Holder>> held) {
    ended.add(new Ended(event.index(), cause, change, held));
  }

  @Override
  public boolean isSettled(long size) {
    Ended next = ended.peek();
    return (next == null || next.index() >= size) && untold.headMap(size).isEmpty();
  }

  @Scheduled(every = "1s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  synchronized void run() {
    if (ended.isEmpty() && untold.isEmpty()) {
      return;
    }
    try {
      // Throws while the database is away: that is nobody's in particular.
      long position = cursor.position();
      for (Untold one : List.copyOf(untold.values())) {
        if (!clock.instant().isBefore(one.next())) {
          tell(one.end(), one.failures());
        }
      }
      skip(position);
      for (int i = 0; i < BATCH_SIZE && !ended.isEmpty(); i++) {
        Ended next = ended.element();
        tell(next, 0);
        if (untold.isEmpty()) {
          cursor.advance(next.index());
        }
        ended.remove();
      }
    } catch (AuditUnavailableProblem notCaughtUp) {
      LOG.debug("Holders are told once the state has come to the end of the log");
    }
  }

  /** After a start everything is heard of again; what is behind the cursor was told. */
  private void skip(long position) {
    Ended next = ended.peek();
    while (next != null && next.index() <= position) {
      ended.remove();
      next = ended.peek();
    }
  }

  /** Tells all holders that can be told; the others are noted. */
  private void tell(Ended end, int failures) {
    List<Holder> failed = end.held().get().stream().filter(holder -> !isTold(end, holder)).toList();
    if (failed.isEmpty()) {
      untold.remove(end.index());
    } else {
      Instant next = clock.instant().plus(BACKOFF.jitteredPauseAfter(failures + 1));
      Ended left = new Ended(end.index(), end.cause(), end.change(), () -> failed);
      untold.put(end.index(), new Untold(left, failures + 1, next));
    }
  }

  private boolean isTold(Ended end, Holder holder) {
    try {
      sendStopNotice.send(end.cause(), end.change(), holder);
      return true;
    } catch (AuditUnavailableProblem notCaughtUp) {
      // For all of them alike.
      throw notCaughtUp;
    } catch (RuntimeException e) {
      LOG.errorf(e, "A holder is told later of what entry %d has ended", end.index());
      return false;
    }
  }
}
