package dev.tallystick.bureau.tariff;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why prices cannot be published, or are not there. */
public abstract sealed class TariffProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private TariffProblem(ProblemDocument document) {
    super(document);
  }

  /** 422: a member of the tariff is not as the log has it. */
  public static final class Invalid extends TariffProblem {
    private static final long serialVersionUID = 1L;

    Invalid(String field, String rule) {
      super(
          ProblemDocument.of(
                  "TARIFF_INVALID",
                  422,
                  "Tariff invalid",
                  "A member of the tariff is not of the form asked for; nothing was published.")
              .withField(field, rule));
    }
  }

  /** 422: two prices in one class (R58). */
  public static final class Discriminatory extends TariffProblem {
    private static final long serialVersionUID = 1L;

    Discriminatory() {
      super(
          ProblemDocument.of(
                  "DISCRIMINATORY_TERM",
                  422,
                  "Discriminatory term",
                  "Users of one class pay one price for a product.")
              .withField("lines", "one line for a product and a class")
              .withRule("R58", null));
    }
  }

  /** 422: a fee for what is the person's right (R61). */
  public static final class FeeProhibited extends TariffProblem {
    private static final long serialVersionUID = 1L;

    FeeProhibited() {
      super(
          ProblemDocument.of(
                  "FEE_PROHIBITED",
                  422,
                  "Fee prohibited",
                  "A person pays nothing for collection, for deletion or for being left alone.")
              .withField("lines", "the person pays for services of the published list only")
              .withRule("R61", null));
    }
  }

  /** 404: the bureau has published no prices here. */
  public static final class Unknown extends TariffProblem {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(
          ProblemDocument.of(
              "TARIFF_UNKNOWN",
              404,
              "Tariff unknown",
              "This bureau has published no tariff here."));
    }
  }
}
