package dev.tallystick.audit.clock;

import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.sequencing.AppendOutcome;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.ClockAcknowledged;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Has the log begin its recorded times anew at the present time, after its clock was ahead. The
 * word for it is an entry: it is in the log before it takes effect, and with it in one commit.
 */
@Singleton
public final class AcknowledgeClock {
  private final OwnEvents log;
  private final Clock clock;

  AcknowledgeClock(OwnEvents log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * What was logged.
   *
   * @param floor no later entry is recorded before it
   */
  public record Acknowledged(EventId event, long index, Instant floor) {}

  /**
   * Gives a recorded time up.
   *
   * @param newest the newest recorded time, as the operator has read it
   * @param account who says so
   * @throws dev.tallystick.problem.DomainProblem if the clock is not behind, another time is the
   *     newest, or the clocks are not right yet
   */
  public Acknowledged acknowledge(Instant newest, String account) {
    Instant floor = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    EventId id = log.drawId();
    AppendOutcome outcome = log.appendFor(account, id, new ClockAcknowledged(newest, floor));
    if (outcome instanceof AppendOutcome.Logged logged) {
      return new Acknowledged(id, logged.index(), floor);
    }
    throw new AssertionError(outcome);
  }
}
