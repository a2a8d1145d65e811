package dev.tallystick.consent.state;

import dev.tallystick.consent.ConsentConfig;
import dev.tallystick.events.append.LogUnavailableException;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes a snapshot now and then, in the background: the state never changes, so nobody waits for
 * it. One is written only when whoever listens is done with everything that it covers, since
 * listeners will not be told of it again.
 */
@Singleton
class SnapshotWriter {
  private static final Logger LOG = Logger.getLogger(SnapshotWriter.class);

  private final LiveState live;
  private final Snapshots snapshots;
  private final long minEntries;
  private long covered;
  private @Nullable Moment waiting;

  SnapshotWriter(LiveState live, Snapshots snapshots, ConsentConfig.Snapshot config) {
    this.live = live;
    this.snapshots = snapshots;
    this.minEntries = config.minEntries();
  }

  /** Looks whether enough has been added, and goes on with what waits for listeners. */
  @Scheduled(
      every = "${tallystick.snapshot.look-every:20s}",
      delayed = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    if (snapshots.areWanted()) {
      boolean unused = writeIfDue();
    }
  }

  /** Whether one was written. */
  synchronized boolean writeIfDue() {
    Moment moment = waiting;
    if (moment == null) {
      long last = Math.max(covered, live.restoredSize());
      moment = live.momentIfGrown(last + minEntries).orElse(null);
    }
    if (moment == null) {
      return false;
    }
    waiting = moment;
    return live.isSettled(moment.state().size()) && written(moment).isPresent();
  }

  private Optional<Moment> written(Moment moment) {
    try {
      if (!snapshots.write(moment)) {
        return Optional.empty();
      }
      covered = moment.state().size();
      waiting = null;
      return Optional.of(moment);
    } catch (LogUnavailableException away) {
      LOG.debug("A snapshot waits for the log");
    } catch (IOException e) {
      LOG.warn("A snapshot could not be written; it is tried again with a newer state", e);
      waiting = null;
    }
    return Optional.empty();
  }
}
