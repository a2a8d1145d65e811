package dev.tallystick.gateway.work;

import dev.tallystick.problem.DomainProblem;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs each task on a thread of its own: one that waits keeps no other from being done. */
@Singleton
public final class GatewayTaskRunner {
  private static final Logger LOG = Logger.getLogger(GatewayTaskRunner.class);
  private static final int AFTER_THE_CHECKS = 5_000;

  private final Instance<GatewayTask> tasks;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private volatile boolean isWanted = true;

  GatewayTaskRunner(@Any Instance<GatewayTask> tasks) {
    this.tasks = tasks;
  }

  void onStart(@Observes @Priority(AFTER_THE_CHECKS) StartupEvent start) {
    for (GatewayTask task : tasks) {
      Thread thread = new Thread(() -> repeat(task), "gateway-task");
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  void onStop(@Observes ShutdownEvent stop) {
    isWanted = false;
    threads.forEach(Thread::interrupt);
  }

  private void repeat(GatewayTask task) {
    while (isWanted) {
      try {
        task.run();
      } catch (DomainProblem e) {
        LOG.debugf("A task is done later: %s", e.code());
      } catch (RuntimeException | Error e) {
        // Nothing starts this thread again.
        if (isWanted) {
          LOG.warn("A task is done later", e);
        }
      }
      try {
        TimeUnit.MILLISECONDS.sleep(task.every().toMillis());
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
