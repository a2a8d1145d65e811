package dev.tallystick.producer;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LoggedReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, oldest first, what becomes of the events that nobody waits for. One thread a process;
 * processes share the work by the rows' claims. Events that have nothing to do with each other go
 * out together.
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

  /** The most events that go out together. */
  private static final int MAX_GROUP = 100;

  private final LogConnection log;
  private final Outbox outbox;
  private final Iterable<OutboxListener> listeners;
  private final Duration lease;
  private final Duration retryEvery;
  private final Semaphore news = new Semaphore(0);
  private final HeldEvents held = new HeldEvents();
  private int atOnce = MAX_GROUP;
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
        more = resumeSome();
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

  /** Takes up the oldest events. Returns whether to go on at once. */
  private boolean resumeSome() {
    List<Outbox.Row> rows = outbox.claimNext(lease, held.isAny() ? 1 : atOnce);
    if (rows.isEmpty()) {
      return false;
    }
    List<Event> group = rows.size() == 1 ? List.of() : unrelated(rows);
    int taken = Math.max(1, group.size());
    atOnce = Math.min(MAX_GROUP, 2 * taken);
    outbox.release(
        rows.subList(taken, rows.size()).stream().map(Outbox.Row::id).toList(), Duration.ZERO);
    return taken == 1 ? resume(rows.get(0)) : sendTogether(group);
  }

  /** The first of these events, as far as they may be sent and none has to wait for another. */
  private static List<Event> unrelated(List<Outbox.Row> rows) {
    List<Event> group = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (Outbox.Row row : rows) {
      Optional<Event> event = read(row).filter(one -> isSent(row, one));
      if (event.isEmpty() || !Collections.disjoint(keys, HeldEvents.keys(event.get()))) {
        break;
      }
      keys.addAll(HeldEvents.keys(event.get()));
      group.add(event.get());
    }
    return group;
  }

  /** Appends events that are claimed, and tells of each. Returns whether to go on at once. */
  private boolean sendTogether(List<Event> group) {
    List<Appended> outcomes;
    try {
      outcomes = log.appendTogether(group, log.giveUpAfter());
    } catch (LogUnavailableException e) {
      outbox.release(group.stream().map(Event::id).toList(), Duration.ZERO);
      return false;
    }
    List<EventId> told = new ArrayList<>();
    List<Event> notTaken = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      Event event = group.get(i);
      Optional<Consumer<OutboxListener>> outcome = outcome(event, outcomes.get(i));
      if (outcome.isPresent()) {
        if (isTold(event, outcome.get())) {
          told.add(event.id());
        }
      } else if (isNotTaken(outcomes.get(i))) {
        notTaken.add(event);
      }
    }
    outbox.remove(told);
    told.forEach(held::settled);
    if (notTaken.size() == group.size()) {
      outbox.release(
          group.subList(1, group.size()).stream().map(Event::id).toList(), Duration.ZERO);
      return isOnlyThis(group.get(0));
    }
    for (Event event : notTaken) {
      boolean isHeld = held.failed(event.id());
      outbox.release(event.id(), isHeld ? held.hold(event) : Duration.ZERO);
    }
    return true;
  }

  /** Takes up one event. Returns whether to go on at once. */
  private boolean resume(Outbox.Row row) {
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
    if (isSent(row, event)) {
      return append(event);
    }
    boolean unused = lookUp(event);
    return Outcome.LATER;
  }

  /** Whether it is sent, and not only looked up. */
  private static boolean isSent(Outbox.Row row, Event event) {
    return row.mustLog() || event.type().deferrable();
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
    Appended appended;
    try {
      appended = log.appendTogether(List.of(event), log.giveUpAfter()).get(0);
    } catch (LogUnavailableException e) {
      return Outcome.NOT_TAKEN;
    }
    Optional<Consumer<OutboxListener>> outcome = outcome(event, appended);
    if (outcome.isPresent()) {
      boolean unused = tell(event, outcome.get());
      return Outcome.SETTLED;
    }
    return isNotTaken(appended) ? Outcome.NOT_TAKEN : Outcome.LATER;
  }

  /** Whether the log did not take it, which may be for this event or for all. */
  private static boolean isNotTaken(Appended appended) {
    return appended instanceof Appended.Open
        || (appended instanceof Appended.Refused refused && isForAll(refused.refusal()));
  }

  /** What to tell of an event that was sent; nothing while it is open. */
  private Optional<Consumer<OutboxListener>> outcome(Event event, Appended appended) {
    if (appended instanceof Appended.Logged logged) {
      return Optional.of(listener -> listener.logged(event, logged.receipt()));
    }
    if (appended instanceof Appended.Refused refused) {
      AppendRefusedException refusal = refused.refusal();
      if (isForAll(refusal)) {
        LOG.warnf("The log does not let this service in: %s", refusal.code());
      } else if (!refusal.isVerdict() || mayBeEarly(event, refusal)) {
        LOG.warnf("The log does not take %s yet: %s", event, refusal.code());
        boolean unused = comeBack(event, NOT_YET);
      } else {
        LOG.warnf("The log refused %s: %s", event, refusal.code());
        return Optional.of(listener -> listener.refused(event, refusal));
      }
    }
    return Optional.empty();
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
    if (isTold(event, outcome)) {
      outbox.remove(List.of(event.id()));
      held.settled(event.id());
    }
    return true;
  }

  /** Tells everybody; who fails is told again later. */
  private boolean isTold(Event event, Consumer<OutboxListener> outcome) {
    try {
      listeners.forEach(outcome);
      return true;
    } catch (RuntimeException e) {
      LOG.errorf(e, "The outcome of %s is told again later", event);
      boolean unused = comeBack(event, retryEvery);
      return false;
    }
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
