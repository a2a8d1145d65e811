package dev.tallystick.producer;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LoggedReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, one by one and oldest first, what becomes of the events that nobody waits for. One
 * thread a process; processes share the work by the rows' claims.
 *
 * <p>One event that the log does not take holds up only what concerns the same person or counter:
 * {@link HeldEvents}. While the log takes none, all wait in their order.
 */
final class OutboxWorker implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OutboxWorker.class);

  /** How far behind the log's clock an event's time may be (docs/spec/log-format.md §1). */
  private static final long WINDOW_MILLIS = 30_000;

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
  private static final Duration NOT_YET = Duration.ofSeconds(5);
  private static final Duration UNREADABLE = Duration.ofMinutes(10);

  /** How many events are looked through for one that has nothing to do with a failing one. */
  private static final int MAX_PROBED = 50;

  private final LogConnection log;
  private final Outbox outbox;
  private final Iterable<OutboxListener> listeners;
  private final Duration lease;
  private final Duration retryEvery;
  private final Semaphore news = new Semaphore(0);
  private final HeldEvents held = new HeldEvents();
  private volatile @Nullable Thread thread;

  OutboxWorker(
      LogConnection log,
      Outbox outbox,
      Iterable<OutboxListener> listeners,
      Duration lease,
      Duration retryEvery) {
    this.log = log;
    this.outbox = outbox;
    this.listeners = listeners;
    this.lease = lease;
    this.retryEvery = retryEvery;
  }

  void start() {
    Thread started = new Thread(this::run, "log-outbox");
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  /** Something was left in the outbox. */
  void wake() {
    news.release();
  }

  @Override
  public void close() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  private void run() {
    while (thread == Thread.currentThread()) {
      boolean more = false;
      try {
        more = resumeOne();
      } catch (RuntimeException | Error e) {
        // Nothing starts this thread again.
        LOG.warn("The outbox is tried again", e);
      }
      if (!more) {
        await();
      }
    }
  }

  private void await() {
    try {
      if (news.tryAcquire(retryEvery.toMillis(), TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      thread = null;
    }
  }

  /** Takes up one event. Returns whether to go on at once. */
  private boolean resumeOne() {
    Outbox.Row row = outbox.claimNext(lease).orElse(null);
    if (row == null) {
      return false;
    }
    Optional<Event> event = read(row);
    if (event.isEmpty()) {
      outbox.release(row.id(), UNREADABLE);
      return true;
    }
    if (held.waitsBehind(event.get())) {
      return comeBack(event.get(), held.pauseBehind(event.get()).plus(retryEvery));
    }
    return takeUp(row, event.get()) != Outcome.NOT_TAKEN || isOnlyThis(event.get());
  }

  /** What one try has come to. */
  private enum Outcome {
    SETTLED,
    /** It comes back later. Whether the log takes others is not known. */
    LATER,
    /** The log did not take it, which may be for this event or for all; its row is kept claimed. */
    NOT_TAKEN
  }

  private Outcome takeUp(Outbox.Row row, Event event) {
    if (row.mustLog() || event.type().deferrable()) {
      return append(event);
    }
    boolean unused = lookUp(event);
    return Outcome.LATER;
  }

  /**
   * An event was not taken. After some tries another one is tried, which has nothing to do with it:
   * if that is taken, this one is held back, ever longer. Returns whether to go on at once.
   */
  private boolean isOnlyThis(Event event) {
    boolean isTaken = held.failed(event.id()) && isAnotherTaken(event);
    outbox.release(event.id(), isTaken ? held.hold(event) : Duration.ZERO);
    if (isTaken) {
      LOG.warnf("%s is not taken while others are; it is tried again, ever later", event);
    }
    return isTaken;
  }

  private boolean isAnotherTaken(Event failing) {
    List<EventId> passedOver = new ArrayList<>();
    try {
      while (passedOver.size() < MAX_PROBED) {
        Outbox.Row row = outbox.claimNext(lease).orElse(null);
        Optional<Event> other = row == null ? Optional.empty() : read(row);
        if (row == null) {
          return false;
        }
        boolean isUnrelated =
            other.isPresent()
                && row.mustLog()
                && !held.waitsBehind(other.get())
                && !HeldEvents.areOrdered(failing, other.get());
        if (!isUnrelated) {
          passedOver.add(row.id());
        } else {
          Outcome outcome = takeUp(row, other.get());
          if (outcome == Outcome.NOT_TAKEN) {
            passedOver.add(row.id());
          }
          return outcome == Outcome.SETTLED;
        }
      }
      return false;
    } finally {
      passedOver.forEach(id -> outbox.release(id, Duration.ZERO));
    }
  }

  private static Optional<Event> read(Outbox.Row row) {
    try {
      return Optional.of(Event.parse(row.request()));
    } catch (InvalidEventException e) {
      // Written by another release. It stays: that one may come back.
      LOG.errorf(e, "The outbox holds an event that this release does not know: %s", row.id());
      return Optional.empty();
    }
  }

  private Outcome append(Event event) {
    try {
      LoggedReceipt receipt = log.client().appendAndWait(event);
      ProducerMetrics.logged(event);
      return told(event, listener -> listener.logged(event, receipt));
    } catch (AppendRefusedException e) {
      if (isForAll(e)) {
        LOG.warnf("The log does not let this service in: %s", e.code());
        return Outcome.NOT_TAKEN;
      }
      if (!e.isVerdict() || mayBeEarly(event, e)) {
        LOG.warnf("The log does not take %s yet: %s", event, e.code());
        boolean unused = comeBack(event, NOT_YET);
        return Outcome.LATER;
      }
      LOG.warnf("The log refused %s: %s", event, e.code());
      return told(event, listener -> listener.refused(event, e));
    } catch (LogUnavailableException e) {
      return Outcome.NOT_TAKEN;
    } catch (InterruptedException e) {
      thread = null;
      return Outcome.LATER;
    }
  }

  private Outcome told(Event event, Consumer<OutboxListener> outcome) {
    boolean unused = tell(event, outcome);
    return Outcome.SETTLED;
  }

  private boolean lookUp(Event event) {
    LookUp answer = log.find(event.id());
    if (answer instanceof LookUp.Found found) {
      try {
        LoggedReceipt receipt = Receipts.logged(event, found.receipt(), log.key());
        return tell(event, listener -> listener.logged(event, receipt));
      } catch (LogUnavailableException e) {
        LOG.errorf(e, "The receipt of %s does not hold", event);
        return comeBack(event, LOOK_AGAIN);
      }
    }
    if (answer instanceof LookUp.Absent absent) {
      return absent.asOfMillis() > event.timeMillis() + WINDOW_MILLIS
          ? tell(event, listener -> listener.lapsed(event))
          : comeBack(event, LOOK_AGAIN);
    }
    return comeBack(event, LOOK_AGAIN);
  }

  private boolean comeBack(Event event, Duration delay) {
    outbox.release(event.id(), delay);
    return true;
  }

  /** Forgets the event only when everybody knows; a crash before that tells them again. */
  private boolean tell(Event event, Consumer<OutboxListener> outcome) {
    try {
      listeners.forEach(outcome);
    } catch (RuntimeException e) {
      LOG.errorf(e, "The outcome of %s is told again later", event);
      return comeBack(event, retryEvery);
    }
    outbox.remove(event.id());
    held.settled(event.id());
    return true;
  }

  /** Whether the door was shut to this service, and not to this request for what was in it. */
  private static boolean isForAll(AppendRefusedException refusal) {
    return !refusal.isVerdict() && (refusal.status() == 403 || refusal.status() == 404);
  }

  /**
   * Whether the log may yet take the event, which may be late, once its clock has come to its time.
   * It is not only if the log itself says that its clock has.
   */
  boolean mayBeEarly(Event event, AppendRefusedException refusal) {
    if (!refusal.code().equals(AppendRefusedException.CLOCK_SKEW) || !event.type().deferrable()) {
      return false;
    }
    for (OutboxListener listener : listeners) {
      if (listener.reissues(event)) {
        return false;
      }
    }
    return !(log.find(event.id()) instanceof LookUp.Absent absent)
        || absent.asOfMillis() < event.timeMillis();
  }
}
