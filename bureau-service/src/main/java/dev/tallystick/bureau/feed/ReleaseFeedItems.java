package dev.tallystick.bureau.feed;

import dev.tallystick.bureau.background.BackgroundTask;
import dev.tallystick.bureau.background.TaskRunner;
import dev.tallystick.bureau.feed.FeedItem.Waiting;
import dev.tallystick.bureau.tenancy.BureauId;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/**
 * Gives changes to items, and items to a few threads that sell them. A feed has one item in the
 * making at a time, and no new one while too many wait to be read; no feed waits for another's
 * reader.
 */
@Singleton
final class ReleaseFeedItems implements BackgroundTask {
  private static final Logger LOG = Logger.getLogger(ReleaseFeedItems.class);

  /** How long it can be read that there was an item. */
  private static final Duration REMEMBERED = Duration.ofDays(7);

  private final FeedSteps steps;
  private final LoanFeedItemRepository items;
  private final SellFeedItem sale;
  private final TaskRunner tasks;
  private final FeedTerms terms;
  private final ExecutorService threads;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  ReleaseFeedItems(
      FeedSteps steps,
      LoanFeedItemRepository items,
      SellFeedItem sale,
      TaskRunner tasks,
      FeedTerms terms) {
    this.steps = steps;
    this.items = items;
    this.sale = sale;
    this.tasks = tasks;
    this.terms = terms;
    this.threads =
        Executors.newFixedThreadPool(
            terms.sellers(),
            task -> {
              Thread thread = new Thread(task, "feed-seller");
              thread.setDaemon(true);
              return thread;
            });
  }

  void onStop(@Observes ShutdownEvent stop) {
    threads.shutdownNow();
  }

  @Override
  public void run(BureauId bureau) {
    Instant now = terms.now();
    items.forget(bureau, now.minus(REMEMBERED));
    steps.settle(bureau);
    steps.open(bureau, terms.unread());
    for (Waiting item : items.waiting(bureau, now)) {
      if (underWay.size() < 2 * terms.sellers() && underWay.add(item.item())) {
        begin(bureau, item);
      }
    }
    sale.finish(bureau);
  }

  private void begin(BureauId bureau, Waiting item) {
    try {
      threads.execute(() -> work(bureau, item));
    } catch (RejectedExecutionException e) {
      underWay.remove(item.item());
    }
  }

  private void work(BureauId bureau, Waiting item) {
    try {
      sale.sell(bureau, item);
    } catch (RuntimeException e) {
      LOG.warn("An item of a feed is made later", e);
    } finally {
      underWay.remove(item.item());
      tasks.wake();
    }
  }
}
