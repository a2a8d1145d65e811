package dev.tallystick.consent.agreement;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why something about an agreement is refused, other than by a rule. */
public abstract sealed class AgreementProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private AgreementProblem(ProblemDocument document) {
    super(document);
  }

  /** 404: no such agreement. */
  public static final class Unknown extends AgreementProblem {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(
          ProblemDocument.of(
              "AGREEMENT_UNKNOWN",
              404,
              "Agreement unknown",
              "There is no agreement of this id that you are a side of."));
    }
  }

  /** 409: it is over. */
  public static final class Terminated extends AgreementProblem {
    private static final long serialVersionUID = 1L;

    Terminated() {
      super(
          ProblemDocument.of(
              "AGREEMENT_TERMINATED",
              409,
              "Agreement terminated",
              "The agreement is terminated. File a new one."));
    }
  }

  /** 409: the id is that of an agreement between others, or of another kind. */
  public static final class OfOthers extends AgreementProblem {
    private static final long serialVersionUID = 1L;

    OfOthers() {
      super(
          ProblemDocument.of(
              "AGREEMENT_OF_OTHERS",
              409,
              "Agreement of others",
              "A new version has the kind and the sides of the one before."));
    }
  }

  /** 422: one of the sides has not signed. */
  public static final class SignatureMissing extends AgreementProblem {
    private static final long serialVersionUID = 1L;

    SignatureMissing() {
      super(
          ProblemDocument.of(
                  "SIGNATURE_MISSING",
                  422,
                  "Signature missing",
                  "Provider and receiver both sign, each once.")
              .withField("signatures", "one-of-each-side"));
    }
  }

  /** 422: what was signed is another agreement. */
  public static final class SignatureMismatch extends AgreementProblem {
    private static final long serialVersionUID = 1L;

    SignatureMismatch() {
      super(
          ProblemDocument.of(
                  "SIGNATURE_MISMATCH",
                  422,
                  "Another agreement signed",
                  "Both sign the id, the text's hash, the provider and the receiver.")
              .withField("signatures", "of-this-agreement"));
    }
  }
}
