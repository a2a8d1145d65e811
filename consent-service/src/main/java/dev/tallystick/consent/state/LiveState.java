package dev.tallystick.consent.state;

import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.LogUnavailableException;
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
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the log says, as far as this replica has read it. Rebuilt from the first entry at the start
 * and followed from then on; a crash leaves nothing to repair.
 *
 * <p>Guarantee: until the feed has once come to the end of the log, nothing is answered. Afterwards
 * {@link #current} may be behind by as much as the feed is, {@link #fresh} is not older than the
 * call. Thread-safe.
 */
@Singleton
public class LiveState {
  private static final String CLIENT = "consent-service";

  /** After the checks of the settings, before anything that appends. */
  private static final int EARLY = 100;

  private final Follower follower;
  private final Supplier<List<StateListener>> known;
  private volatile List<StateListener> listeners = List.of();
  private volatile State state = State.EMPTY;

  @Inject
  LiveState(Follower follower, @Any Instance<StateListener> listeners) {
    // Looked up at the start: they read this state themselves.
    this(follower, () -> listeners.stream().toList());
  }

  LiveState(Follower follower, Supplier<List<StateListener>> known) {
    this.follower = follower;
    this.known = known;
  }

  void onStart(@Observes @Priority(EARLY) StartupEvent start) {
    listeners = known.get();
    follower.follow(followed(), -1, this::take);
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

  /** Waits until the state holds the entry of this index; false if that takes too long. */
  public boolean awaitIndex(long index, Duration patience) {
    return awaitSize(index + 1, patience);
  }

  private boolean awaitSize(long size, Duration patience) {
    try {
      return follower.awaitSize(size, patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void take(FeedEntry entry) {
    LoggedEvent event =
        LoggedEvent.of(entry.index(), entry.recordedMillis(), entry.stub(), entry.body());
    State after = state.fold(event);
    state = after;
    listeners.forEach(listener -> listener.taken(event, after));
  }
}
