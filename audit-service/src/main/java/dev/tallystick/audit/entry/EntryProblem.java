package dev.tallystick.audit.entry;

import dev.tallystick.audit.decision.InvalidDecisionException;
import dev.tallystick.events.EventCode;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why an event is refused before it reaches the sequencer. Nothing of it is stored or logged. */
public abstract sealed class EntryProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private EntryProblem(ProblemDocument document) {
    super(document);
  }

  /** What an event is refused with that breaks a rule of its form or its type. */
  static EntryProblem of(InvalidEventException e) {
    // Who may append a type is part of the type, but to the caller it is a question of rights.
    return e.code() == EventCode.FIELD_INVALID && e.field().equals("body.source")
        ? new TypeNotAllowed()
        : new Invalid(e);
  }

  /**
   * 422 (400 for what is no JSON): the event breaks a rule of its form; field and rule are named.
   */
  public static final class Invalid extends EntryProblem {
    private static final long serialVersionUID = 1L;

    Invalid(InvalidEventException e) {
      super(
          ProblemDocument.of(
                  e.code().name(),
                  e.code().name().startsWith("MALFORMED") ? 400 : 422,
                  "Event refused",
                  "The event is not in the form that the log records; nothing was logged.")
              .withField(e.field(), e.rule()));
    }
  }

  /** 403: the caller may not append for somebody else. */
  public static final class SourceNotCaller extends EntryProblem {
    private static final long serialVersionUID = 1L;

    SourceNotCaller() {
      super(
          ProblemDocument.of(
                  "SOURCE_NOT_CALLER",
                  403,
                  "Source is not the caller",
                  "An event's source is the client that appends it.")
              .withField("body.source", "source equals the calling client"));
    }
  }

  /** 403: this type is another service's to append. */
  public static final class TypeNotAllowed extends EntryProblem {
    private static final long serialVersionUID = 1L;

    TypeNotAllowed() {
      super(
          ProblemDocument.of(
                  "TYPE_NOT_ALLOWED",
                  403,
                  "Type not allowed",
                  "The event's source is not a client that appends events of this type.")
              .withField("body.source", "the source is one of the type's appenders"));
    }
  }

  /** 422: the type may not rest on, or not move, this guard. */
  public static final class GuardNotAllowed extends EntryProblem {
    private static final long serialVersionUID = 1L;

    GuardNotAllowed(String field, String key) {
      super(
          ProblemDocument.of(
                  "GUARD_NOT_ALLOWED",
                  422,
                  "Guard not allowed",
                  "Events of this type have nothing to do with guard " + key + ".")
              .withField(field, "the guard's prefix is one of the type's"));
    }
  }

  /** 422: the decision that the release carries does not permit it. */
  public static final class DecisionInvalid extends EntryProblem {
    private static final long serialVersionUID = 1L;

    DecisionInvalid(InvalidDecisionException e) {
      super(
          ProblemDocument.of(
                  "DECISION_INVALID",
                  422,
                  "Decision invalid",
                  "The decision does not permit this release; nothing was logged.")
              .withField(e.field(), e.rule()));
    }
  }

  /** 413: more events in one request than the log takes at a time. */
  public static final class BatchTooLarge extends EntryProblem {
    private static final long serialVersionUID = 1L;

    BatchTooLarge() {
      super(
          ProblemDocument.of(
              "BATCH_TOO_LARGE",
              413,
              "Batch too large",
              "At most "
                  + Batches.MAX_EVENTS
                  + " events fit into one request; nothing was logged."));
    }
  }

  /** 422: a batch without a line. */
  public static final class BatchEmpty extends EntryProblem {
    private static final long serialVersionUID = 1L;

    BatchEmpty() {
      super(ProblemDocument.of("BATCH_EMPTY", 422, "Batch empty", "The request holds no event."));
    }
  }
}
