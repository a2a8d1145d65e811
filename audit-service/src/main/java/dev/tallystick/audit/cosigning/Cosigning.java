package dev.tallystick.audit.cosigning;

import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes the log's committed state round its witnesses: once a second when the log has grown, and
 * every {@value #REFRESH_SECONDS} s when it has not, so that silence means something is wrong.
 *
 * <p>Each witness has a thread of its own while it is asked; a slow one skips checkpoints and keeps
 * nobody waiting. A crash loses the cosignatures under way, and the next round asks for them again.
 * For one thread at a time.
 */
final class Cosigning implements AutoCloseable {
  static final long REFRESH_SECONDS = 20;

  private final CommittedLog log;
  private final WitnessedCheckpoints witnessed;
  private final List<AskedWitness> witnesses;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "witness");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable CosigningRound round;
  private long roundNanos;

  Cosigning(CommittedLog log, WitnessedCheckpoints witnessed, List<AskedWitness> witnesses) {
    this.log = log;
    this.witnessed = witnessed;
    this.witnesses = List.copyOf(witnesses);
  }

  /**
   * Offers the newest committed state to each witness that is free. Returns at once.
   *
   * @throws LogStoreException if the state cannot be read, or lies before one that was seen
   */
  void offer() {
    log.newest().map(this::current).ifPresent(this::offer);
  }

  private void offer(CosigningRound current) {
    for (AskedWitness witness : witnesses) {
      if (witness.begin(current)) {
        threads.execute(() -> witness.ask(current));
      }
    }
  }

  private CosigningRound current(LogState state) {
    CosigningRound last = round;
    long age = System.nanoTime() - roundNanos;
    if (last != null
        && last.size() == state.size()
        && age < TimeUnit.SECONDS.toNanos(REFRESH_SECONDS)) {
      return last;
    }
    CosigningRound next = new CosigningRound(log.checkpoint(state), log.tree(state), witnessed);
    round = next;
    roundNanos = System.nanoTime();
    return next;
  }

  /** Ends what is under way; a cosignature that arrives now is asked for again. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
