package dev.tallystick.producer;

import dev.tallystick.tracing.Traceparent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Does the same with several things at once, under the deadline and in the trace of the caller.
 * What is done mostly waits: for a decision, for the log, for the disk.
 */
@Singleton
public final class ParallelTasks {
  private static final int THREADS = 16;
  private static final long IDLE_SECONDS = 30;

  /** Nothing waits in a queue: if all threads are taken, the caller does the work itself. */
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          ParallelTasks::thread,
          new ThreadPoolExecutor.CallerRunsPolicy());

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "parallel-task");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * The results in the order of {@code things}. All are finished before this returns, also when one
   * fails: what is begun has an outcome that must be known.
   *
   * @throws RuntimeException the first failure, in that order
   */
  public <T, R> List<R> each(List<T> things, Function<T, R> work) {
    Function<T, R> limited = Traceparent.handedOn(Deadline.handedOn(work));
    List<CompletableFuture<R>> begun = new ArrayList<>();
    for (int i = 0; i < things.size(); i++) {
      T thing = things.get(i);
      boolean last = i == things.size() - 1;
      begun.add(
          CompletableFuture.supplyAsync(
              () -> limited.apply(thing), last ? Runnable::run : threads));
    }
    begun.forEach(one -> one.handle((result, failure) -> result).join());
    try {
      return begun.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @PreDestroy
  void stop() {
    threads.shutdown();
  }
}
