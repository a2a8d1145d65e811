package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The releases whose payloads were handed to their connections, noted in groups: what was sent
 * within a moment is one transaction. A crash leaves those of that moment as not sent; they are
 * reported as such unless their recipient acknowledges them. Thread-safe.
 */
@Singleton
final class SentReleases {
  private static final Logger LOG = Logger.getLogger(SentReleases.class);
  private static final long MOMENT_MILLIS = 100;
  private static final long AGAIN_MILLIS = 1_000;

  private final ReleaseSteps steps;
  private final Queue<EventId> sent = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isDue = new AtomicBoolean();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(SentReleases::thread);

  SentReleases(ReleaseSteps steps) {
    this.steps = steps;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "sent-releases");
    thread.setDaemon(true);
    return thread;
  }

  /** These payloads were written; that is noted in a moment. */
  void add(List<EventId> events) {
    if (!events.isEmpty()) {
      sent.addAll(events);
      noteIn(MOMENT_MILLIS);
    }
  }

  private void noteIn(long millis) {
    if (isDue.compareAndSet(false, true)) {
      var unused = timer.schedule(this::noteInTurn, millis, TimeUnit.MILLISECONDS);
    }
  }

  private void noteInTurn() {
    isDue.set(false);
    try {
      note();
    } catch (RuntimeException e) {
      LOG.warn("what was sent is noted later", e);
      noteIn(AGAIN_MILLIS);
    }
  }

  /** Notes what was sent by now. */
  void note() {
    List<EventId> group = new ArrayList<>();
    for (EventId event = sent.poll(); event != null; event = sent.poll()) {
      group.add(event);
    }
    if (group.isEmpty()) {
      return;
    }
    try {
      steps.sent(group);
    } catch (RuntimeException e) {
      sent.addAll(group);
      throw e;
    }
  }

  @PreDestroy
  void stop() {
    timer.shutdown();
    try {
      note();
    } catch (RuntimeException e) {
      LOG.warn("some releases that were sent are not noted as sent", e);
    }
  }
}
