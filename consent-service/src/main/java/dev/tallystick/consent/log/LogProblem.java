package dev.tallystick.consent.log;

import dev.tallystick.events.InvalidEventException;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why something is not logged, and so has not happened. */
public abstract sealed class LogProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private LogProblem(ProblemDocument document) {
    super(document);
  }

  /** 409: what the request rests on keeps changing under it. */
  public static final class Moved extends LogProblem {
    private static final long serialVersionUID = 1L;

    Moved() {
      super(
          ProblemDocument.of(
              "GUARD_MOVED",
              409,
              "State has moved",
              "What this rests on has changed meanwhile. Look again, then decide anew."));
    }
  }

  /** 422: a field is not as events have it. */
  public static final class FieldInvalid extends LogProblem {
    private static final long serialVersionUID = 1L;
    private static final String DATA = "body.data.";

    FieldInvalid(InvalidEventException refusal) {
      super(
          ProblemDocument.of(
                  "FIELD_INVALID",
                  422,
                  "Field refused",
                  "A field is not in the form that the log records; nothing was logged.")
              .withField(
                  refusal.field().startsWith(DATA)
                      ? refusal.field().substring(DATA.length())
                      : refusal.field(),
                  refusal.rule()));
    }
  }
}
