package dev.tallystick.audit.cosigning;

import dev.tallystick.audit.cosigning.WitnessException.Fault;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.tlog.NoteSignature;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A witness while this process asks it: one request at a time, and after a failure a pause that
 * grows, so that one that is away is neither hammered nor forgotten. Thread-safe.
 */
final class AskedWitness {
  private static final Logger LOG = Logger.getLogger(AskedWitness.class);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final int DOUBLINGS = 4;

  private final WitnessClient client;
  private final CompareWitnesses compare;
  private final Clock clock;
  private boolean busy;
  private int failures;
  private long nextNanos = System.nanoTime();
  private WitnessReport report;

  AskedWitness(WitnessClient client, CompareWitnesses compare, Clock clock) {
    this.client = client;
    this.compare = compare;
    this.clock = clock;
    this.report = new WitnessReport(client.name(), 0, Optional.empty(), Optional.empty());
  }

  synchronized WitnessReport report() {
    return report;
  }

  /** Whether it may be asked now for this checkpoint; if so, it counts as being asked. */
  synchronized boolean begin(CosigningRound round) {
    if (busy || System.nanoTime() < nextNanos || round.isCosignedBy(client.key())) {
      return false;
    }
    busy = true;
    return true;
  }

  /** Asks it; only after {@link #begin}. Blocks for as long as the client has patience. */
  void ask(CosigningRound round) {
    try {
      NoteSignature line = client.offer(round.checkpoint(), round.tree());
      round.add(line);
      done(round.size());
    } catch (WitnessException e) {
      failed(e);
      if (e.fault() == Fault.AHEAD) {
        compare(e.cosigned());
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("a checkpoint cannot be offered: the log's own tables", e);
      failed(new WitnessException(Fault.AWAY, "was not asked: the log's own tables fail"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  private void compare(long cosigned) {
    try {
      compare.isAhead(client.name(), cosigned);
    } catch (LogStoreException e) {
      // It says so again at the next round.
      LOG.warn("the log's own tables fail: " + e.getMessage());
    }
  }

  private synchronized void end() {
    busy = false;
  }

  private synchronized void done(long size) {
    if (failures > 0) {
      LOG.infof("witness %s cosigns again", client.name());
    }
    failures = 0;
    report = new WitnessReport(client.name(), size, Optional.of(clock.instant()), Optional.empty());
  }

  private synchronized void failed(WitnessException e) {
    if (failures == 0 || e.fault() == Fault.AHEAD) {
      LOG.logf(
          e.fault() == Fault.AWAY ? Logger.Level.WARN : Logger.Level.ERROR,
          "witness %s %s",
          client.name(),
          e.getMessage());
    }
    long pause = SHORTEST_PAUSE.toNanos() << Math.min(failures, DOUBLINGS);
    nextNanos = System.nanoTime() + pause;
    failures++;
    report =
        new WitnessReport(
            client.name(), report.size(), report.at(), Optional.of(String.valueOf(e.getMessage())));
  }
}
