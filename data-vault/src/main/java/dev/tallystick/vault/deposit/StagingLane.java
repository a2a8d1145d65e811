package dev.tallystick.vault.deposit;

import dev.tallystick.vault.deposit.LineOutcome.Admitted;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Stages the batches of one chunk beside the thread that reads them, two at once at most: while one
 * waits for the database, the other is sealed. Whoever reads faster than that has to wait, and so
 * has the sender. What became of batches is told in their order.
 */
final class StagingLane implements AutoCloseable {
  /** Stages one batch in a transaction. */
  interface Stage {
    StagedBatch.Result stage(String chunk, String platform, List<Admitted> lines);
  }

  /** How many batches of a chunk are staged at once. */
  static final int AT_ONCE = 2;

  private final ExecutorService threads;
  private final Stage stage;
  private final Runnable release;
  private final Deque<Future<StagedBatch.Result>> underWay = new ArrayDeque<>();

  StagingLane(ExecutorService threads, Stage stage, Runnable release) {
    this.threads = threads;
    this.stage = stage;
    this.release = release;
  }

  /** Begins with this batch, and tells what became of the oldest if that had to end first. */
  Optional<StagedBatch.Result> stage(String chunk, String platform, List<Admitted> lines) {
    Optional<StagedBatch.Result> oldest =
        underWay.size() < AT_ONCE ? Optional.empty() : awaitOldest();
    underWay.add(threads.submit(() -> stage.stage(chunk, platform, lines)));
    return oldest;
  }

  /** Waits for the oldest batch under way; empty when there is none. */
  Optional<StagedBatch.Result> awaitOldest() {
    Future<StagedBatch.Result> oldest = underWay.peek();
    if (oldest == null) {
      return Optional.empty();
    }
    try {
      StagedBatch.Result result = oldest.get();
      underWay.remove();
      return Optional.of(result);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a batch was being staged", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a batch could not be staged", e.getCause());
    }
  }

  /** Waits until nothing is under way, whatever comes of it. */
  void settle() {
    boolean isInterrupted = false;
    for (Future<StagedBatch.Result> pending = underWay.poll();
        pending != null;
        pending = underWay.poll()) {
      while (!pending.isDone()) {
        try {
          pending.get();
        } catch (InterruptedException e) {
          isInterrupted = true;
        } catch (ExecutionException e) {
          // The chunk is being dropped for another reason already.
          break;
        }
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives the lane back. */
  @Override
  public void close() {
    settle();
    release.run();
  }
}
