package dev.tallystick.audit.sequencing;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why the sequencer did not log an event. */
public abstract sealed class SequencerProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private SequencerProblem(ProblemDocument document, @Nullable Duration retryAfter) {
    super(document, retryAfter);
  }

  /** 409: another event has this id. Draw a new one. */
  public static final class EventIdReused extends SequencerProblem {
    private static final long serialVersionUID = 1L;

    EventIdReused() {
      super(
          ProblemDocument.of(
                  "EVENT_ID_REUSED",
                  409,
                  "Event id reused",
                  "The log has another event under this id; an id belongs to one seed and one set of parts.")
              .withField("body.id", "same id, same part hashes"),
          null);
    }
  }

  /** 409: something the event rests on has changed. Decide anew. */
  public static final class GuardMoved extends SequencerProblem {
    private static final long serialVersionUID = 1L;

    GuardMoved(String key, long claimed, long current) {
      super(
          ProblemDocument.of(
                  "GUARD_MOVED",
                  409,
                  "Guard moved",
                  "Guard %s is at version %d, the event rests on %d. Decide anew."
                      .formatted(key, current, claimed))
              .withField("stub.guards", "every guard is at the version named"),
          null);
    }
  }

  /** 409: the decision is not valid at the recorded time. Decide anew. */
  public static final class DecisionLapsed extends SequencerProblem {
    private static final long serialVersionUID = 1L;

    DecisionLapsed() {
      super(
          ProblemDocument.of(
                  "DECISION_LAPSED",
                  409,
                  "Decision not valid now",
                  "The recorded time lies outside the decision's notBefore and notAfter. Decide anew.")
              .withField("body.data.decision", "notBefore ≤ recordedMillis ≤ notAfter"),
          null);
    }
  }

  /** 422: the producer's clock is off, or the event is too old for its type. */
  public static final class ClockSkew extends SequencerProblem {
    private static final long serialVersionUID = 1L;

    ClockSkew(String rule, long aheadMillis) {
      super(
          ProblemDocument.of(
                  "CLOCK_SKEW",
                  422,
                  "Clock skew",
                  "The event's time is %d ms %s the log's clock. Draw a new id and time."
                      .formatted(Math.abs(aheadMillis), aheadMillis > 0 ? "ahead of" : "behind"))
              .withField("body.time", rule),
          null);
    }
  }

  /** 422: the id was drawn too long ago or in the future. */
  public static final class EventIdOutOfRange extends SequencerProblem {
    private static final long serialVersionUID = 1L;

    EventIdOutOfRange() {
      super(
          ProblemDocument.of(
                  "EVENT_ID_OUT_OF_RANGE",
                  422,
                  "Event id out of range",
                  "The time in the event's id is too far from the log's clock. Draw a new id.")
              .withField("body.id", "at most 10 min ahead, at most 7 days behind"),
          null);
    }
  }

  /** 503: more is waiting than the log takes. */
  public static final class Busy extends SequencerProblem {
    private static final long serialVersionUID = 1L;

    /** Asks to come back in a second. */
    public Busy() {
      super(
          ProblemDocument.of(
              "LOG_BUSY",
              503,
              "Log busy",
              "Too many events are waiting. Send the same event again later."),
          Duration.ofSeconds(1));
    }
  }

  /**
   * 503: the outcome is unknown or the log cannot be written. The same event may be sent again
   * safely.
   */
  public static final class Unavailable extends SequencerProblem {
    private static final long serialVersionUID = 1L;

    /** The outcome is not known. */
    public Unavailable() {
      super(
          ProblemDocument.of(
              "LOG_UNAVAILABLE",
              503,
              "Log unavailable",
              "The log could not be written, or the outcome is unknown. Send the same event, with its id, again."),
          Duration.ofSeconds(1));
    }
  }

  /** 503: the log's clock cannot be trusted, so nothing is recorded. */
  public static final class ClockUnsafe extends SequencerProblem {
    private static final long serialVersionUID = 1L;

    ClockUnsafe() {
      super(
          ProblemDocument.of(
              "LOG_CLOCK_UNSAFE",
              503,
              "Log clock unsafe",
              "The log's clock disagrees with its own past or with its database; nothing is recorded until it is set."),
          Duration.ofSeconds(30));
    }
  }
}
