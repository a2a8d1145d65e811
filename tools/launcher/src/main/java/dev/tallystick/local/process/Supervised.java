package dev.tallystick.local.process;

import dev.tallystick.local.state.RunState;
import dev.tallystick.local.state.RunState.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Keeps one part of the suite alive: started again when it ends by itself, with a growing pause,
 * for as long as it was ready once. One that ends before it ever was fails the start of the suite.
 *
 * <p>One that is slow is told of and left alone: what a long log or a recovery takes is not known
 * here, and whoever ended it for that would have it begin anew for ever.
 *
 * <p>All of a part's life happens in one thread, which ends the process that it started before it
 * ends itself.
 */
public final class Supervised {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** A part that ran this long starts anew with the shortest pause. */
  private static final Duration STABLE = Duration.ofMinutes(2);

  private final Component component;
  private final RunState state;
  private final Consumer<String> progress;
  private final Duration patience;
  private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean stopping;
  private int restarts;

  /** Supervision of a component, which is not started yet. */
  public Supervised(Component component, RunState state, Consumer<String> progress) {
    this(component, state, progress, PATIENCE);
  }

  /** The same, which tells every {@code patience} that the component is not ready yet. */
  Supervised(Component component, RunState state, Consumer<String> progress, Duration patience) {
    this.component = component;
    this.state = state;
    this.progress = progress;
    this.patience = patience;
    this.thread = new Thread(this::live, component.name());
  }

  /** Begins to start the component and returns at once. */
  public void start() {
    thread.start();
  }

  /** Completes when the component is ready for the first time, or fails when it cannot be. */
  public CompletableFuture<Void> firstReady() {
    return firstReady;
  }

  /** Begins to end the component for good and returns at once. */
  public void beginStop() {
    stopping = true;
    thread.interrupt();
  }

  /** Returns when the component's processes are gone after {@link #beginStop}. */
  public void awaitStopped() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void live() {
    Duration pause = SHORTEST_PAUSE;
    try {
      while (!stopping) {
        long begin = System.nanoTime();
        try {
          String end = runOnce();
          progress.accept(component.name() + " ended by itself (" + end + "); starting it again");
        } catch (ComponentFailedException | RuntimeException e) {
          if (!firstReady.isDone() && !stopping) {
            report(Phase.FAILED, 0);
            firstReady.completeExceptionally(e);
            return;
          }
          progress.accept(String.valueOf(e.getMessage()));
        }
        restarts++;
        report(Phase.RESTARTING, 0);
        boolean stable = System.nanoTime() - begin > STABLE.toNanos();
        pause = stable ? SHORTEST_PAUSE : pause;
        Thread.sleep(pause.toMillis());
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
      }
    } catch (InterruptedException e) {
      // stop() was called; what ran is ended already.
    }
    report(Phase.STOPPED, 0);
    firstReady.cancel(false);
  }

  private String runOnce() throws ComponentFailedException, InterruptedException {
    report(Phase.STARTING, 0);
    Running running = component.start();
    try {
      report(Phase.STARTING, running.pid());
      awaitReady(running);
      report(Phase.HEALTHY, running.pid());
      progress.accept(component.name() + " is ready on port " + component.port());
      firstReady.complete(null);
      return running.onExit().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      stop(running);
    }
  }

  /** Ends what is left; an interrupt that asks for the end must not cut the end short. */
  private static void stop(Running running) {
    boolean interrupted = Thread.interrupted();
    running.stop();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitReady(Running running) throws ComponentFailedException, InterruptedException {
    long begin = System.nanoTime();
    long told = 0;
    while (!component.isReady()) {
      if (running.onExit().isDone()) {
        throw failed("ended before it was ready (" + running.onExit().join() + ")");
      }
      Duration past = Duration.ofNanos(System.nanoTime() - begin);
      if (past.dividedBy(patience) > told) {
        told = past.dividedBy(patience);
        progress.accept(saying("is not ready after " + past.toSeconds() + " s, and still runs"));
      }
      Thread.sleep(100);
    }
  }

  private ComponentFailedException failed(String how) {
    return new ComponentFailedException(saying(how));
  }

  private String saying(String how) {
    List<String> lines =
        new ArrayList<>(List.of(component.name() + " " + how + "; its last words:"));
    lines.addAll(component.lastWords());
    return String.join("\n          ", lines);
  }

  private void report(Phase phase, long pid) {
    state.update(new RunState.Part(component.name(), phase, component.port(), pid, restarts));
  }
}
