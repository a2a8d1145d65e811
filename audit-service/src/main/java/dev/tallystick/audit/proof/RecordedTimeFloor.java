package dev.tallystick.audit.proof;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.RecordedTime;
import java.time.Clock;

/**
 * The least time at which the next entry can be recorded; raising it is the promise that an entry
 * that is absent now was not logged before. Blocks on the database; thread-safe.
 */
public final class RecordedTimeFloor {
  private final LogStateRepository states;
  private final Clock clock;

  /** The floor of the service's own log. */
  public RecordedTimeFloor(LogStateRepository states, Clock clock) {
    this.states = states;
    this.clock = clock;
  }

  /**
   * Raises the floor to now and returns it, in Unix milliseconds.
   *
   * @throws AuditProblem {@code LOG_CLOCK_UNSAFE} if the clock cannot be trusted
   */
  long raise() {
    long lastMillis = states.find().map(LogState::lastMillis).orElse(0L);
    long now =
        RecordedTime.next(clock.millis(), states.storeMillis(), lastMillis)
            .orElseThrow(() -> AuditProblem.of(AuditProblemCode.LOG_CLOCK_UNSAFE));
    return states.raiseFloor(now).lastMillis();
  }
}
