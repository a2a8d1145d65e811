package dev.tallystick.vault.objection;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why an objection is not taken, or not resolved. */
abstract sealed class ObjectionProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private ObjectionProblem(ProblemDocument document) {
    super(document);
  }

  /** One of the records is disputed already. */
  static final class Open extends ObjectionProblem {
    private static final long serialVersionUID = 1L;

    Open() {
      super(
          ProblemDocument.of(
                  "OBJECTION_OPEN",
                  409,
                  "Objection open",
                  "One of the records is disputed already, until its objection is answered.")
              .withRule("R46", null));
    }
  }

  /** The records come from several parties. */
  static final class SeveralParties extends ObjectionProblem {
    private static final long serialVersionUID = 1L;

    SeveralParties() {
      super(
          ProblemDocument.of(
                  "OBJECTION_PARTIES",
                  422,
                  "Several parties",
                  "An objection is answered by one party: object to the records of each on their"
                      + " own.")
              .withField("records", "one-party"));
    }
  }

  /** There is no such objection for this party. */
  static final class Unknown extends ObjectionProblem {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(
          ProblemDocument.of(
              "OBJECTION_UNKNOWN",
              404,
              "Unknown objection",
              "There is no such objection for you."));
    }
  }

  /** It has been answered. */
  static final class Resolved extends ObjectionProblem {
    private static final long serialVersionUID = 1L;

    Resolved() {
      super(
          ProblemDocument.of(
              "OBJECTION_RESOLVED", 409, "Objection resolved", "The objection has been answered."));
    }
  }

  /** Corrections go with the outcome CORRECTED, and only with it. */
  static final class CorrectionsMissing extends ObjectionProblem {
    private static final long serialVersionUID = 1L;

    CorrectionsMissing() {
      super(
          ProblemDocument.of(
                  "OBJECTION_CORRECTIONS",
                  422,
                  "Corrections and outcome",
                  "The outcome CORRECTED names the entries of the corrections; the others name"
                      + " none.")
              .withField("corrections", "outcome"));
    }
  }
}
