package dev.tallystick.consent.replay;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;

/** Why past traffic is not replayed here. */
public abstract sealed class ReplayProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private ReplayProblem(ProblemDocument document) {
    super(document);
  }

  private ReplayProblem(ProblemDocument document, Duration retryAfter) {
    super(document, retryAfter);
  }

  /** 422: the span ends before it begins. */
  public static final class SpanInvalid extends ReplayProblem {
    private static final long serialVersionUID = 1L;

    SpanInvalid() {
      super(
          ProblemDocument.of(
                  "REPLAY_SPAN_INVALID",
                  422,
                  "No such span",
                  "The span has to begin before it ends.")
              .withField("to", "after-from"));
    }
  }

  /** 429: one replay runs at a time on a replica. */
  public static final class Busy extends ReplayProblem {
    private static final long serialVersionUID = 1L;

    Busy() {
      super(
          ProblemDocument.of(
              "REPLAY_BUSY",
              429,
              "Another replay runs",
              "A replay reads the whole log, so one runs at a time. Try again."),
          Duration.ofSeconds(30));
    }
  }

  /** 422: the log is too long for a request. */
  public static final class TooLong extends ReplayProblem {
    private static final long serialVersionUID = 1L;

    TooLong() {
      super(
          ProblemDocument.of(
              "REPLAY_TOO_LONG",
              422,
              "Log too long",
              "The log is too long to be replayed while a request waits. An auditor's `tally replay`"
                  + " has no such limit."));
    }
  }
}
