package dev.tallystick.bureau.upkeep;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRows;
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

/**
 * The one background thread of this service. One chore's failure keeps no other from being done.
 */
@Singleton
public final class Upkeep {
  private static final Logger LOG = Logger.getLogger(Upkeep.class);
  private static final int AFTER_THE_CHECKS = 5_000;

  private final BureauRows rows;
  private final Instance<Chore> chores;
  private final Duration every;
  private final Semaphore news = new Semaphore(0);
  private volatile @Nullable Thread thread;

  Upkeep(
      BureauRows rows,
      @Any Instance<Chore> chores,
      @ConfigProperty(name = "tallystick.upkeep.every", defaultValue = "1S") Duration every) {
    this.rows = rows;
    this.chores = chores;
    this.every = every;
  }

  void onStart(@Observes @Priority(AFTER_THE_CHECKS) StartupEvent start) {
    Thread started = new Thread(this::run, "bureau-upkeep");
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
    while (thread == Thread.currentThread()) {
      try {
        for (BureauId bureau : rows.bureaus()) {
          chores.forEach(chore -> doOne(chore, bureau));
        }
      } catch (RuntimeException | Error e) {
        // Nothing starts this thread again.
        LOG.warn("The chores are done later", e);
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

  private static void doOne(Chore chore, BureauId bureau) {
    try {
      chore.run(bureau);
    } catch (DomainProblem e) {
      LOG.debugf("A chore of %s is done later: %s", bureau, e.code());
    } catch (RuntimeException | Error e) {
      LOG.warnf(e, "A chore of %s is done later", bureau);
    }
  }
}
