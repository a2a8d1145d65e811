package dev.tallystick.bureau.product;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why a product is not as it must be, or not there. */
public abstract sealed class ProductProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private ProductProblem(ProblemDocument document) {
    super(document);
  }

  /** 422: a member of the product is not as the log has it. */
  public static final class Invalid extends ProductProblem {
    private static final long serialVersionUID = 1L;

    Invalid(String field, String rule) {
      super(
          ProblemDocument.of(
                  "PRODUCT_INVALID",
                  422,
                  "Product invalid",
                  "A member of the product is not of the form asked for; nothing was registered.")
              .withField(field, rule));
    }
  }

  /** 422: there is no such model. */
  public static final class ModelUnknown extends ProductProblem {
    private static final long serialVersionUID = 1L;

    ModelUnknown() {
      super(
          ProblemDocument.of(
                  "MODEL_UNKNOWN",
                  422,
                  "Model unknown",
                  "This service ships no model of that name and version.")
              .withField("model", "a shipped model"));
    }
  }

  /** 422: credit information under another name (R04). */
  public static final class Misclassified extends ProductProblem {
    private static final long serialVersionUID = 1L;

    Misclassified() {
      super(
          ProblemDocument.of(
                  "PRODUCT_MISCLASSIFIED",
                  422,
                  "Product misclassified",
                  "What comes out of this product is credit reporting, whatever it is called.")
              .withField("creditReporting", "true for a report, a score or a model of credit")
              .withRule("R04", null));
    }
  }

  /** 422: a factor that has nothing to do with credit (R38). */
  public static final class FactorNotRelevant extends ProductProblem {
    private static final long serialVersionUID = 1L;

    FactorNotRelevant() {
      super(
          ProblemDocument.of(
                  "FACTOR_NOT_CREDIT_RELEVANT",
                  422,
                  "Factor not relevant to credit",
                  "A model of credit looks at factors of the published list only.")
              .withField("factors", "every factor is on the list")
              .withRule("R38", null));
    }
  }

  /** 404: no such product of this bureau. */
  public static final class Unknown extends ProductProblem {
    private static final long serialVersionUID = 1L;

    /** A product that is not there, is another bureau's, or is not logged yet. */
    public Unknown() {
      super(
          ProblemDocument.of(
              "PRODUCT_UNKNOWN", 404, "Product unknown", "The bureau has no such product."));
    }
  }

  /** 409: the product is no longer sold. */
  public static final class Retired extends ProductProblem {
    private static final long serialVersionUID = 1L;

    /** A product that its bureau has retired. */
    public Retired() {
      super(
          ProblemDocument.of(
              "PRODUCT_RETIRED",
              409,
              "Product retired",
              "The bureau no longer sells this product."));
    }
  }
}
