package dev.tallystick.audit.entry;

import dev.tallystick.audit.sequencing.AppendOutcome;
import dev.tallystick.events.EventId;
import dev.tallystick.problem.DomainProblem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one event of a request.
 *
 * @param id the event's id; null when the request could not be read that far
 */
public record Answered(@Nullable EventId id, AppendOutcome outcome) {

  /** The id of an event that could be read. */
  EventId knownId() {
    return Objects.requireNonNull(id);
  }

  static Answered refused(DomainProblem problem) {
    return new Answered(null, new AppendOutcome.Refused(problem));
  }
}
