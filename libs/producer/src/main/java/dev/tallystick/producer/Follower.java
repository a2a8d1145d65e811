package dev.tallystick.producer;

import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LogUnavailableException.Reason;
import dev.tallystick.producer.document.FeedPage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log: hands every entry of some types to one consumer, in log order, with nothing left
 * out and nothing twice as long as the process lives. Each injection point has its own.
 *
 * <p>The consumer keeps its own cursor across restarts ({@code after}). If it throws, the same
 * entry is given again; if it throws {@link LostCursorException}, all entries after the cursor that
 * its database has left. If the log is away, it is asked again for ever. Entries are handed over
 * under one lock, by the follower's thread or by a thread that waits in {@link #awaitSize}.
 *
 * <p>An entry that comes while nothing has come for a while is handed over at once. On a busy log
 * the next page waits for its {@link #pace}, so that a few pages a second have what would be one a
 * batch; who cannot wait calls {@link #awaitSize}.
 */
public final class Follower implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Follower.class);
  private static final int WAIT_SECONDS = 20;
  private static final int PAGE = 500;
  private static final Duration LONG_POLL = Duration.ofSeconds(WAIT_SECONDS + 10);
  private static final Duration SHORT_POLL = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration USUAL_PACE = Duration.ofMillis(200);

  /** Behind every entry: the page is empty and still tells the size. */
  private static final long BEHIND_THE_END = (1L << 53) - 2;

  private final LogConnection log;
  private final ReentrantLock turn = new ReentrantLock();
  private String types = "";
  private Consumer<List<FeedEntry>> consumer = entries -> {};
  private boolean takesPages;
  private volatile Duration pace = USUAL_PACE;
  private volatile long position = -1;
  private volatile boolean caughtUp;
  private volatile @Nullable String trouble;
  private volatile @Nullable Thread thread;

  Follower(LogConnection log) {
    this.log = log;
  }

  /**
   * How long after the beginning of one page the next is asked for at the earliest, once the end of
   * the log has been reached; 200 ms if nothing is said.
   */
  public void pace(Duration atLeast) {
    pace = atLeast;
  }

  /**
   * Begins to follow; once only.
   *
   * @param types names in prose or on the wire, all of which this service may read; none for all it
   *     may read
   * @param after the last index that was consumed earlier; -1 from the beginning
   */
  public synchronized void follow(Set<String> types, long after, Consumer<FeedEntry> whatToDo) {
    start(types, after, entries -> entries.forEach(whatToDo), false);
  }

  /**
   * As {@link #follow}, with the entries of a page at once, in their order: for a consumer that
   * deals with them in one transaction. If it throws, all of them are given again.
   */
  public synchronized void followPages(
      Set<String> types, long after, Consumer<List<FeedEntry>> whatToDo) {
    start(types, after, whatToDo, true);
  }

  private void start(
      Set<String> types, long after, Consumer<List<FeedEntry>> whatToDo, boolean pages) {
    if (thread != null) {
      throw new IllegalStateException("a follower follows once");
    }
    Set<String> names = new TreeSet<>();
    types.forEach(
        type ->
            names.add(
                EventTypes.find(type)
                    .map(EventType::name)
                    .orElseGet(() -> EventTypes.get(type).name())));
    this.types = String.join(",", names);
    position = after;
    consumer = whatToDo;
    takesPages = pages;
    Thread started = new Thread(this::run, "log-follower");
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  /** The index up to which everything that concerns this follower has been consumed. */
  public long position() {
    return position;
  }

  /**
   * The size of the log as committed now, asked of audit-service.
   *
   * @throws LogUnavailableException if it does not answer
   */
  public long currentSize() throws LogUnavailableException {
    try {
      return log.feed(query(BEHIND_THE_END, 0, PAGE), SHORT_POLL).treeSize();
    } catch (RemoteProblem | ServiceAwayException | RuntimeException e) {
      throw new LogUnavailableException(Reason.NO_ANSWER, false, "its size is not known", e);
    }
  }

  /**
   * Waits until everything below this size has been consumed. Does not wait for the long poll: it
   * fetches what is missing.
   *
   * @return whether that was reached in time
   */
  public boolean awaitSize(long size, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (position < size - 1) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      if (turn.tryLock(left, TimeUnit.NANOSECONDS)) {
        try {
          if (position < size - 1) {
            pull(0, SHORT_POLL);
          }
        } catch (RemoteProblem | ServiceAwayException | RuntimeException e) {
          note(e);
          Thread.sleep(Math.min(PAUSE.toMillis(), TimeUnit.NANOSECONDS.toMillis(left) + 1));
        } finally {
          turn.unlock();
        }
      }
    }
    return true;
  }

  /**
   * Reads the log's size now and consumes everything below it.
   *
   * @return the size reached; empty if the log does not answer in time
   */
  public OptionalLong catchUp(Duration patience) throws InterruptedException {
    long size;
    try {
      size = currentSize();
    } catch (LogUnavailableException e) {
      return OptionalLong.empty();
    }
    return awaitSize(size, patience) ? OptionalLong.of(size) : OptionalLong.empty();
  }

  /**
   * Reads one entry anew, without consuming it.
   *
   * @return empty if the log does not answer, or shows no such entry of the types that are followed
   */
  public Optional<FeedEntry> entryAt(long index) {
    try {
      return log.feed(query(index - 1, 0, 1), SHORT_POLL).entries().stream()
          .map(FeedEntry::of)
          .filter(entry -> entry.index() == index)
          .findFirst();
    } catch (RemoteProblem | ServiceAwayException | RuntimeException e) {
      note(e);
      return Optional.empty();
    }
  }

  /**
   * Goes back: the end of the log counts as not reached, and every entry after this index is handed
   * over again, by this thread: the follower's may wait in its long poll for a while. If the log
   * does not answer now, the follower goes on with it.
   *
   * @param before what the consumer has to undo first; nothing is handed over meanwhile
   */
  public void rewind(long after, Runnable before) throws InterruptedException {
    readAgain(
        after,
        () -> {
          caughtUp = false;
          before.run();
        });
    OptionalLong unused = catchUp(LONG_POLL);
  }

  /**
   * As {@link #rewind}, for a consumer that changes nothing by what it has read before: that it had
   * reached the end of the log still counts.
   */
  public void readAgain(long after, Runnable before) throws InterruptedException {
    turn.lockInterruptibly();
    try {
      before.run();
      position = after;
    } finally {
      turn.unlock();
    }
  }

  /** Whether it has once reached the end of the log since the start. */
  public boolean isCaughtUp() {
    return caughtUp;
  }

  /** What keeps it from going on, in words; empty if nothing does. */
  public String trouble() {
    String now = trouble;
    return now == null ? "" : now;
  }

  @Override
  public synchronized void close() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        // Asking is not done under the lock: nobody is kept waiting by a long poll.
        long asked = System.nanoTime();
        long after = position;
        FeedPage page = log.feed(query(after, caughtUp ? WAIT_SECONDS : 0, PAGE), LONG_POLL);
        turn.lockInterruptibly();
        try {
          consume(page, after);
        } finally {
          turn.unlock();
        }
        if (page.next() >= page.treeSize() - 1) {
          long left = pace.toNanos() - (System.nanoTime() - asked);
          TimeUnit.NANOSECONDS.sleep(left);
        }
      } catch (RemoteProblem | ServiceAwayException | RuntimeException | Error e) {
        // An error, too: nothing starts this thread again.
        note(e);
        if (!pause()) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void pull(int wait, Duration patience) throws RemoteProblem, ServiceAwayException {
    long after = position;
    consume(log.feed(query(after, wait, PAGE), patience), after);
  }

  private void consume(FeedPage page, long after) {
    if (after > position) {
      // It has been rewound while this page was on its way: what comes first is not on it.
      return;
    }
    // Another thread may have consumed some while this page was on its way.
    List<FeedEntry> fresh =
        page.entries().stream()
            .map(FeedEntry::of)
            .filter(entry -> entry.index() > position)
            .toList();
    int atOnce = takesPages ? PAGE : 1;
    for (int from = 0; from < fresh.size(); from += atOnce) {
      consume(fresh.subList(from, Math.min(fresh.size(), from + atOnce)));
    }
    position = Math.max(position, page.next());
    caughtUp |= position >= page.treeSize() - 1;
    trouble = null;
  }

  private void consume(List<FeedEntry> entries) {
    for (FeedEntry entry : entries) {
      if (entry.isUnreadable()) {
        LOG.errorf(
            "Entry %d of the log cannot be read (docs/operations/unreadable-body.md)",
            entry.index());
      }
    }
    try {
      consumer.accept(entries);
    } catch (LostCursorException e) {
      position = e.cursor();
      throw e;
    }
    position = entries.get(entries.size() - 1).index();
  }

  private void note(Throwable e) {
    String now = String.valueOf(e.getMessage());
    if (!now.equals(trouble) && !Thread.currentThread().isInterrupted()) {
      LOG.warnf(e, "The log is not followed for now, after index %d", position);
    }
    trouble = now;
  }

  private String query(long after, int wait, int limit) {
    String asked = "after=" + after + "&limit=" + limit + "&wait=" + wait;
    return types.isEmpty() ? asked : asked + "&types=" + types;
  }
}
