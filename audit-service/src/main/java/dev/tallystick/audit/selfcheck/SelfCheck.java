package dev.tallystick.audit.selfcheck;

import dev.tallystick.audit.entry.Anomaly;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.publishing.PublishedCheckpoint;
import dev.tallystick.audit.storage.TileRepository;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Fsck;
import dev.tallystick.tlog.FsckFinding;
import dev.tallystick.tlog.MalformedCheckpointException;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes every tile and the root from the stored entry bundles, as {@code tally fsck} does from
 * the public files. What does not hold is told by health and metrics and, once, in the log itself.
 *
 * <p>It reads the whole log: its time grows with it, some seconds for ten million entries. Every
 * process checks what it serves.
 */
@Singleton
public final class SelfCheck {
  private static final Logger LOG = Logger.getLogger(SelfCheck.class);
  private static final String DETECTOR = "LOG_DAMAGED";

  private final PublishedCheckpoint published;
  private final TileRepository tiles;
  private final OwnEvents log;
  private final Clock clock;
  private volatile @Nullable Outcome last;
  private boolean isRaised;

  /**
   * What a check has found.
   *
   * @param size of the tree that was checked
   * @param finding the first thing that is wrong, in one line that names its place
   */
  public record Outcome(long size, Instant at, Optional<String> finding) {}

  SelfCheck(PublishedCheckpoint published, TileRepository tiles, OwnEvents log, Clock clock) {
    this.published = published;
    this.tiles = tiles;
    this.log = log;
    this.clock = clock;
  }

  /** At night by the server's time, or as {@code tallystick.audit.self-check-cron} says. */
  @Scheduled(
      cron = "${tallystick.audit.self-check-cron}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void onSchedule() {
    Outcome unused = run();
  }

  /** Checks the log up to its public checkpoint. Blocks until every entry is read. */
  public synchronized Outcome run() {
    Checkpoint checkpoint = checkpoint();
    Optional<String> finding = findingAt(checkpoint);
    Outcome outcome = new Outcome(checkpoint.size(), clock.instant(), finding);
    last = outcome;
    if (finding.isPresent()) {
      LOG.errorf("the stored log does not hold at size %d: %s", outcome.size(), finding.get());
      raise(outcome);
    } else {
      LOG.infof("the stored log holds at size %d", outcome.size());
      isRaised = false;
    }
    return outcome;
  }

  private Checkpoint checkpoint() {
    try {
      return Checkpoint.parse(published.note().text());
    } catch (MalformedCheckpointException e) {
      throw new IllegalStateException("the log's own checkpoint cannot be read", e);
    }
  }

  private Optional<String> findingAt(Checkpoint checkpoint) {
    try {
      return Fsck.check(tiles, checkpoint).map(FsckFinding::message);
    } catch (IOException e) {
      // The table has no such tile, though the tree is wide enough for it.
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void raise(Outcome outcome) {
    if (isRaised) {
      return;
    }
    long at = outcome.at().toEpochMilli();
    try {
      Anomaly raised = Anomaly.raise(log, new Anomaly.Observation(DETECTOR, at, at, 1, 0));
      LOG.errorf("that the log does not hold is logged as %s", raised.id());
      isRaised = true;
    } catch (DomainProblem e) {
      LOG.errorf("that the log does not hold cannot be logged: %s", e.document().code());
    }
  }

  /** What the newest check has found; absent before the first one of this process. */
  public Optional<Outcome> last() {
    return Optional.ofNullable(last);
  }
}
