package dev.tallystick.consent.notification;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why the answer to a stop notice is refused. */
public abstract sealed class StopProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private StopProblem(ProblemDocument document) {
    super(document);
  }

  /** 404: no such notice to this party. */
  public static final class Unknown extends StopProblem {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(
          ProblemDocument.of(
              "STOP_NOTICE_UNKNOWN", 404, "Notice unknown", "You were sent no such notice."));
    }
  }

  /** 409: it was answered before. */
  public static final class Answered extends StopProblem {
    private static final long serialVersionUID = 1L;

    Answered() {
      super(
          ProblemDocument.of(
              "STOP_NOTICE_ANSWERED",
              409,
              "Answered before",
              "The notice was answered before; the first answer stands."));
    }
  }

  /** 422: a refusal has a reason, and nothing else has. */
  public static final class ReasonMismatch extends StopProblem {
    private static final long serialVersionUID = 1L;

    ReasonMismatch() {
      super(
          ProblemDocument.of(
                  "STOP_REASON_MISMATCH",
                  422,
                  "Reason",
                  "A refusal says why; another answer needs no reason.")
              .withField("reason", "fits-answer"));
    }
  }

  /** 422: the holder has signed another answer. */
  public static final class SignedOther extends StopProblem {
    private static final long serialVersionUID = 1L;

    SignedOther() {
      super(
          ProblemDocument.of(
                  "STOP_ANSWER_DIFFERS",
                  422,
                  "Something else was signed",
                  "The signed statement names another notice or another answer.")
              .withField("signature", "as-signed"));
    }
  }
}
