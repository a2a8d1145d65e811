package dev.tallystick.audit.publishing;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;

/** 503: the service has just started and has not read the log's state yet. */
public final class NotPublishedYet extends DomainProblem {
  private static final long serialVersionUID = 1L;

  NotPublishedYet() {
    super(
        ProblemDocument.of(
            "CHECKPOINT_NOT_READY",
            503,
            "No checkpoint yet",
            "The log's state has not been read since the start."),
        Duration.ofSeconds(1));
  }
}
