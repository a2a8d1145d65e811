package dev.tallystick.consent.notification;

import dev.tallystick.consent.state.AuditUnavailableProblem;
import dev.tallystick.consent.state.LoggedData;
import dev.tallystick.consent.state.StateListener;
import dev.tallystick.events.type.ConsentExpired;
import dev.tallystick.events.type.ConsentId;
import dev.tallystick.events.type.ConsentWithdrawn;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.Release;
import dev.tallystick.rules.state.State;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;

/**
 * Tells everybody who holds what came under a consent that it has ended (R16). A crash leaves the
 * cursor behind, and everything from there on is gone through again.
 */
@Singleton
class NotifyHoldersJob implements StateListener {
  private static final Logger LOG = Logger.getLogger(NotifyHoldersJob.class);
  private static final int BATCH_SIZE = 100;

  private final StopCursorRepository cursor;
  private final SendStopNotice sendStopNotice;
  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();

  NotifyHoldersJob(StopCursorRepository cursor, SendStopNotice sendStopNotice) {
    this.cursor = cursor;
    this.sendStopNotice = sendStopNotice;
  }

  /** A consent that has ended, and who holds what came under it. */
  private record Ended(long index, String cause, List<Release> held) {}

  @Override
  public void taken(LoggedEvent event, State after) {
    switch (event.stub().type()) {
      case ConsentWithdrawn.NAME ->
          add(event, after, LoggedData.read(event, ConsentWithdrawn::read).map(e -> e.consent()));
      case ConsentExpired.NAME ->
          add(event, after, LoggedData.read(event, ConsentExpired::read).map(e -> e.consent()));
      default -> {
        // Ends no consent.
      }
    }
  }

  private void add(LoggedEvent event, State after, Optional<ConsentId> consent) {
    List<Release> held = consent.map(id -> after.releasesUnder(id.value())).orElse(List.of());
    ended.add(new Ended(event.index(), event.id(), held));
  }

  @Override
  public boolean isSettled(long size) {
    Ended next = ended.peek();
    return next == null || next.index() >= size;
  }

  @Scheduled(every = "1s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  synchronized void run() {
    if (ended.isEmpty()) {
      return;
    }
    try {
      skip(cursor.position());
      for (int i = 0; i < BATCH_SIZE && !ended.isEmpty(); i++) {
        Ended next = ended.element();
        tell(next);
        cursor.advance(next.index());
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

  private void tell(Ended end) {
    for (Release release : end.held()) {
      if (release.isDelivered() && !release.destroyed()) {
        sendStopNotice.send(end.cause(), release);
      }
    }
  }
}
