package dev.tallystick.gateway.order;

import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.gateway.work.GatewayTask;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Works on the orders that are due, several at a time and each by one thread. */
@Singleton
public final class OrderRunner implements GatewayTask {
  private static final Logger LOG = Logger.getLogger(OrderRunner.class);

  private final OrderSteps steps;
  private final AdvanceOrder orders;
  private final GatewaySettings settings;
  private final Clock clock;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final Semaphore news = new Semaphore(0);
  private final ExecutorService threads;

  OrderRunner(OrderSteps steps, AdvanceOrder orders, GatewaySettings settings, Clock clock) {
    this.steps = steps;
    this.orders = orders;
    this.settings = settings;
    this.clock = clock;
    this.threads =
        Executors.newFixedThreadPool(
            settings.workers(),
            task -> {
              Thread thread = new Thread(task, "gateway-order");
              thread.setDaemon(true);
              return thread;
            });
  }

  void onStop(@Observes ShutdownEvent stop) {
    threads.shutdownNow();
  }

  /** There is an order that is due now. */
  public void wake() {
    news.release();
  }

  @Override
  public Duration every() {
    return Duration.ofMillis(1);
  }

  @Override
  public void run() {
    List<String> due = steps.due(settings.workers() * 4);
    boolean isAny = false;
    for (String id : due) {
      if (underWay.add(id)) {
        isAny = true;
        threads.execute(() -> work(id));
      }
    }
    try {
      // With nothing new to do it waits for news, or for what becomes due by itself.
      if (news.tryAcquire(isAny ? 1 : settings.every().toMillis() / 2 + 1, TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(String id) {
    try {
      orders.advance(id, clock);
    } catch (RuntimeException | Error e) {
      LOG.warnf(e, "The order %s is worked on later", id);
      steps.later(id, java.util.Optional.empty());
    } finally {
      underWay.remove(id);
      news.release();
    }
  }
}
