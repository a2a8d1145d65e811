package dev.tallystick.bureau.background;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.problem.DomainProblem;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The one background thread of this service. One task's failure keeps no other from being done. */
@Singleton
public final class TaskRunner {
  private static final Logger LOG = Logger.getLogger(TaskRunner.class);
  private static final int AFTER_THE_CHECKS = 5_000;

  private final BureauRepository bureaus;
  private final Instance<BackgroundTask> tasks;
  private final Duration every;
  private final Semaphore news = new Semaphore(0);
  private volatile @Nullable Thread thread;

  TaskRunner(
      BureauRepository bureaus,
      @Any Instance<BackgroundTask> tasks,
      @ConfigProperty(name = "tallystick.upkeep.every", defaultValue = "1S") Duration every) {
    this.bureaus = bureaus;
    this.tasks = tasks;
    this.every = every;
  }

  void onStart(@Observes @Priority(AFTER_THE_CHECKS) StartupEvent start) {
    Thread started = new Thread(this::run, "bureau-tasks");
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  void onStop(@Observes ShutdownEvent stop) {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  /** Something is due now. */
  public void wake() {
    news.release();
  }

  private void run() {
    while (isWanted()) {
      try {
        for (BureauId bureau : bureaus.all()) {
          tasks.forEach(task -> doOne(task, bureau));
        }
      } catch (RuntimeException | Error e) {
        // Nothing starts this thread again.
        LOG.warn("The tasks are done later", e);
      }
      try {
        if (news.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS)) {
          news.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void doOne(BackgroundTask task, BureauId bureau) {
    if (!isWanted()) {
      return;
    }
    try {
      task.run(bureau);
    } catch (DomainProblem e) {
      LOG.debugf("A task of %s is done later: %s", bureau, e.code());
    } catch (RuntimeException | Error e) {
      if (isWanted()) {
        LOG.warnf(e, "A task of %s is done later", bureau);
      }
    }
  }

  private boolean isWanted() {
    return thread == Thread.currentThread();
  }
}
