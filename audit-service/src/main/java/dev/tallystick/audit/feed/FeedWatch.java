package dev.tallystick.audit.feed;

import dev.tallystick.audit.storage.LogGrowth;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.LogStoreException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks, while somebody waits, for what other replicas have logged: one look for all, five times a
 * second. What this process logs is told at its commit and needs no look.
 */
public final class FeedWatch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(FeedWatch.class);
  private static final long EVERY_MILLIS = 200;

  private final LogGrowth growth;
  private final LogStateRepository states;
  private final Thread thread = new Thread(this::run, "feed-watch");

  /** A watch that is started by {@link #start}. */
  public FeedWatch(LogGrowth growth, LogStateRepository states) {
    this.growth = growth;
    this.states = states;
    thread.setDaemon(true);
  }

  /** Begins to look. */
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        growth.awaitSomebody();
        TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
        look();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nobody starts this thread again, so it outlives errors too. */
  private void look() {
    try {
      states.find().ifPresent(state -> growth.seen(state.size()));
    } catch (LogStoreException e) {
      // The database is away, which others say. Whoever waits reads when the wait is over.
    } catch (RuntimeException | Error e) {
      LOG.error("what other replicas have logged is not looked for; trying again", e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
