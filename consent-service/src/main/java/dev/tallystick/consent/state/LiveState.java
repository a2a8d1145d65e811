package dev.tallystick.consent.state;

import dev.tallystick.consent.ConsentProblem;
import dev.tallystick.consent.LogProblemCode;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * What the log says, as far as this replica has read it. Rebuilt at the start, from the first entry
 * or from a snapshot on, and followed from then on; a crash leaves nothing to repair.
 *
 * <p>Guarantee: until the feed has once come to the end of the log, nothing is answered. Afterwards
 * {@link #current} may be behind by as much as the feed is, {@link #fresh} is not older than the
 * call. Thread-safe.
 */
@Singleton
public class LiveState {
  private static final Logger LOG = Logger.getLogger(LiveState.class);
  private static final String CLIENT = "consent-service";
  private static final long PAUSE_MILLIS = 200;

  /** A decision that rests on what is behind is made anew, so this is shorter than usual. */
  private static final Duration PACE = Duration.ofMillis(50);

  private static final Duration UNTIL_REPAIRED = Duration.ofMinutes(1);

  /** After the checks of the settings, before anything that appends. */
  private static final int EARLY = 100;

  private final Follower follower;
  private final Supplier<List<StateListener>> known;
  private final Snapshots snapshots;
  private volatile List<StateListener> listeners = List.of();
  private volatile State state = State.EMPTY;
  private final UnreadEntries unread = new UnreadEntries();
  private volatile boolean following;
  private volatile long restored;

  @Inject
  LiveState(Follower follower, @Any Instance<StateListener> listeners, Snapshots snapshots) {
    // Looked up at the start: they read this state themselves.
    this(follower, () -> listeners.stream().toList(), snapshots);
  }

  LiveState(Follower follower, Supplier<List<StateListener>> known, Snapshots snapshots) {
    this.follower = follower;
    this.known = known;
    this.snapshots = snapshots;
  }

  /** Returns at once; the log need not be there yet. */
  void onStart(@Observes @Priority(EARLY) StartupEvent start) {
    listeners = known.get();
    if (!snapshots.areWanted()) {
      follow();
      return;
    }
    Thread starting = new Thread(this::restoreAndFollow, "state-start");
    starting.setDaemon(true);
    starting.start();
  }

  private void follow() {
    follower.pace(PACE);
    follower.follow(followed(), state.size() - 1, this::take);
    following = true;
  }

  private void restoreAndFollow() {
    while (!following) {
      try {
        snapshots.load().filter(this::isWhole).ifPresent(this::restore);
        follow();
      } catch (LogUnavailableException away) {
        if (!pause()) {
          return;
        }
      } catch (RuntimeException e) {
        LOG.warn("No snapshot can be used; the log is folded from its first entry", e);
        state = State.EMPTY;
        restored = 0;
        follow();
      }
    }
  }

  /** Whether a snapshot has what every listener keeps; one of an earlier release may not. */
  private boolean isWhole(Moment moment) {
    return listeners.stream()
        .allMatch(listener -> moment.kept().containsKey(listener.snapshotName()));
  }

  private synchronized void restore(Moment moment) {
    state = moment.state();
    restored = moment.state().size();
    for (StateListener listener : listeners) {
      byte[] kept = moment.kept().getOrDefault(listener.snapshotName(), new byte[0]);
      listener.restored(moment.state(), kept);
    }
    LOG.infof("The state begins with a snapshot of the log's first %d entries", restored);
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How much of the log the snapshot covered that this replica has begun with; 0 without one. */
  long restoredSize() {
    return restored;
  }

  /** This moment, once the state has reached a size. */
  synchronized Optional<Moment> momentIfGrown(long size) {
    // What is not read is in no snapshot, so that it is read at a later start.
    if (!follower.isCaughtUp() || state.size() < size || !unread.isEmpty()) {
      return Optional.empty();
    }
    Map<String, byte[]> kept = new HashMap<>();
    for (StateListener listener : listeners) {
      kept.put(listener.snapshotName(), listener.kept());
    }
    return Optional.of(new Moment(state, kept));
  }

  /**
   * Puts a state that answers alike, and holds less, in place of the current one.
   *
   * @param less takes away what no decision reads any more; the feed waits for it
   */
  public synchronized void replace(UnaryOperator<State> less) {
    state = less.apply(state);
  }

  /** The state as far as it is, also while it is being rebuilt; not to decide by. */
  public State soFar() {
    return state;
  }

  /** Whether every listener is done with what is below this size. */
  boolean isSettled(long size) {
    return listeners.stream().allMatch(listener -> listener.isSettled(size));
  }

  /** The types that the log tells this service of. */
  public static Set<String> followed() {
    return EventTypes.all().stream()
        .filter(type -> type.readers().contains(CLIENT))
        .map(EventType::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The state now; it may be behind the log.
   *
   * @throws AuditUnavailableProblem while it is still being rebuilt
   */
  public State current() {
    if (!follower.isCaughtUp()) {
      throw new AuditUnavailableProblem();
    }
    return state;
  }

  /**
   * A state that is no older than this call: it covers a size that the log had after the call.
   *
   * @throws AuditUnavailableProblem if the log cannot be asked, or the feed is too slow
   */
  public State fresh(Duration patience) {
    try {
      long size = follower.currentSize();
      if (awaitSize(size, patience)) {
        return current().withSize(size);
      }
    } catch (LogUnavailableException e) {
      // Told below.
    }
    throw new AuditUnavailableProblem();
  }

  /**
   * Reads what the log has now; false if it does not answer, or not in time, or while the state is
   * still being rebuilt.
   */
  boolean catchUp(Duration patience) {
    if (!follower.isCaughtUp()) {
      return false;
    }
    try {
      return awaitSize(follower.currentSize(), patience);
    } catch (LogUnavailableException e) {
      return false;
    }
  }

  /**
   * Returns if everything is known that may be about these.
   *
   * @throws ConsentProblem if an entry that is filed under one of them could not be read
   */
  public void requireReadable(Concerned concerned) {
    if (unread.areAbout(concerned)) {
      throw LogProblemCode.ENTRY_UNREADABLE.problem(UNTIL_REPAIRED);
    }
  }

  /** Folds the log anew from the first entry that could not be read, once any of them can be. */
  void readAgain() throws InterruptedException {
    List<Long> indexes = unread.indexes();
    for (long index : indexes) {
      if (follower.entryAt(index).filter(entry -> !entry.isUnreadable()).isPresent()) {
        LOG.infof(
            "Entry %d can be read again; the log is folded anew from %d", index, indexes.get(0));
        follower.rewind(indexes.get(0) - 1, this::forgetUnread);
        return;
      }
    }
  }

  private synchronized void forgetUnread() {
    state = unread.clear();
  }

  /** Waits until the state holds the entry of this index; false if that takes too long. */
  public boolean awaitIndex(long index, Duration patience) {
    return awaitSize(index + 1, patience);
  }

  private boolean awaitSize(long size, Duration patience) {
    if (!following) {
      return false;
    }
    try {
      return follower.awaitSize(size, patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Folded once, however often it is given: a listener that fails has it given again. */
  private synchronized void take(FeedEntry entry) {
    if (entry.isUnreadable() && entry.index() >= state.size()) {
      LOG.errorf(
          "Entry %d cannot be read; nothing is permitted to those whom it names"
              + " (docs/operations/unreadable-body.md)",
          entry.index());
      unread.add(entry, state);
    }
    LoggedEvent event =
        LoggedEvent.of(entry.index(), entry.recordedMillis(), entry.stub(), entry.body());
    State after = entry.index() < state.size() ? state : state.fold(event);
    state = after;
    listeners.forEach(listener -> listener.taken(event, after));
  }
}
