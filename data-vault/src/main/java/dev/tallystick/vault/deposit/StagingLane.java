package dev.tallystick.vault.deposit;

import dev.tallystick.vault.deposit.LineOutcome.Admitted;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Stages the batches of one chunk beside the thread that reads them, one after the other and one
 * ahead at most: whoever reads faster than the database stores has to wait, and so has the sender.
 */
final class StagingLane implements AutoCloseable {
  /** Stages one batch in a transaction. */
  interface Stage {
    StagedBatch.Result stage(String chunk, String platform, List<Admitted> lines);
  }

  private final ExecutorService thread;
  private final Stage stage;
  private final Runnable release;
  private @Nullable Future<StagedBatch.Result> last;

  StagingLane(ExecutorService thread, Stage stage, Runnable release) {
    this.thread = thread;
    this.stage = stage;
    this.release = release;
  }

  /** Waits for the batch before, begins with this one, and tells what became of the one before. */
  Optional<StagedBatch.Result> stage(String chunk, String platform, List<Admitted> lines) {
    Optional<StagedBatch.Result> before = awaitLast();
    last = thread.submit(() -> stage.stage(chunk, platform, lines));
    return before;
  }

  /** Waits for the batch under way, if there is one. */
  Optional<StagedBatch.Result> awaitLast() {
    Future<StagedBatch.Result> pending = last;
    last = null;
    if (pending == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(pending.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      last = pending;
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
    Future<StagedBatch.Result> pending = last;
    last = null;
    boolean isInterrupted = false;
    while (pending != null && !pending.isDone()) {
      try {
        pending.get();
      } catch (InterruptedException e) {
        isInterrupted = true;
      } catch (ExecutionException e) {
        // The chunk is being dropped for another reason already.
        break;
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
