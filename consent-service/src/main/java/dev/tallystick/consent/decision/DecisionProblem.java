package dev.tallystick.consent.decision;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import dev.tallystick.rules.InvalidRequestException;

/** Why a question is not decided at all. Nobody is refused anything by it, so it is not logged. */
public abstract sealed class DecisionProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private DecisionProblem(ProblemDocument document) {
    super(document);
  }

  /** 403: only the services that act on decisions may ask for them. */
  public static final class NotAdmitted extends DecisionProblem {
    private static final long serialVersionUID = 1L;

    NotAdmitted() {
      super(
          ProblemDocument.of(
              "CLIENT_NOT_ADMITTED",
              403,
              "Client not admitted",
              "Decisions are asked for by data-vault and bureau-service."));
    }
  }

  /** 422: a member is not as the step needs it. */
  public static final class Invalid extends DecisionProblem {
    private static final long serialVersionUID = 1L;

    Invalid(InvalidRequestException refusal) {
      super(
          ProblemDocument.of(
                  "DECISION_REQUEST_INVALID",
                  422,
                  "Question refused",
                  "A member is missing or not of its form; field and rule say which.")
              .withField(refusal.field(), refusal.rule()));
    }
  }

  /** 422: the party has signed something else. */
  public static final class Differs extends DecisionProblem {
    private static final long serialVersionUID = 1L;

    Differs(String field) {
      super(
          ProblemDocument.of(
                  "REQUEST_DIFFERS",
                  422,
                  "Another request signed",
                  "The caller's signed request does not cover what is asked for it.")
              .withField(field, "as-signed"));
    }
  }
}
