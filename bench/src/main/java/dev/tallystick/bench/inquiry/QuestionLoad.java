package dev.tallystick.bench.inquiry;

import dev.tallystick.bench.measure.Failures;
import dev.tallystick.bench.measure.Latencies;
import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.bench.measure.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Asks a question over and over, by a number of threads. */
public final class QuestionLoad {
  private final Question question;
  private final AtomicLong next = new AtomicLong();

  /** A load of one question. */
  public QuestionLoad(Question question) {
    this.question = question;
  }

  /** Closed loop: each thread asks again as soon as it is answered. */
  public LoadResult asFastAsAnswered(int threads, Duration ramp, Duration length)
      throws InterruptedException {
    Window window = Window.after(ramp, length);
    return run(threads, window, () -> closed(window));
  }

  /**
   * Open loop: one question is due every so often, whatever the answers do. A latency counts from
   * when its question was due, so that a stall is not hidden by what it holds up.
   */
  public LoadResult atRate(double perSecond, int threads, Duration ramp, Duration length)
      throws InterruptedException {
    Window window = Window.after(ramp, length);
    long begun = System.nanoTime();
    double interval = 1e9 / perSecond;
    AtomicLong due = new AtomicLong();
    return run(threads, window, () -> open(window, begun, interval, due));
  }

  private LoadResult closed(Window window) {
    Round round = new Round();
    while (!window.isOver(System.nanoTime())) {
      round.ask(window, System.nanoTime());
    }
    return round.result(window);
  }

  private LoadResult open(Window window, long begun, double interval, AtomicLong due) {
    Round round = new Round();
    while (true) {
      long at = begun + (long) (due.getAndIncrement() * interval);
      if (window.isOver(at)) {
        return round.result(window);
      }
      for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      round.ask(window, at);
    }
  }

  private static LoadResult run(int threads, Window window, Callable<LoadResult> loop)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<LoadResult>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        parts.add(pool.submit(loop));
      }
      return joined(parts, window);
    } finally {
      pool.shutdownNow();
    }
  }

  private static LoadResult joined(List<Future<LoadResult>> parts, Window window)
      throws InterruptedException {
    long entries = 0;
    long confirmed = 0;
    Latencies latencies = new Latencies();
    Failures failures = Failures.NONE;
    for (Future<LoadResult> part : parts) {
      try {
        LoadResult one = part.get();
        entries += one.entries();
        confirmed += one.confirmed();
        latencies.addAll(one.latencies());
        failures = failures.and(one.failures());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a loop of the load has failed", e.getCause());
      }
    }
    return new LoadResult(entries, confirmed, window.seconds(), latencies, failures, List.of());
  }

  /** What one thread has seen. */
  private final class Round {
    private final Latencies latencies = new Latencies();
    private Failures failures = Failures.NONE;
    private long confirmed;

    void ask(Window window, long since) {
      try {
        question.ask(next.getAndIncrement());
        confirmed++;
        long now = System.nanoTime();
        if (window.contains(now)) {
          latencies.add(now - since);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        failures = failures.and(1, String.valueOf(e.getMessage()));
      }
    }

    LoadResult result(Window window) {
      return new LoadResult(
          latencies.count(), confirmed, window.seconds(), latencies, failures, List.of());
    }
  }
}
