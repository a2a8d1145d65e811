package dev.tallystick.bureau.product;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.scoring.ModelId;
import dev.tallystick.bureau.scoring.OwnedScorecard;
import dev.tallystick.bureau.scoring.Scorecard;
import dev.tallystick.bureau.scoring.ScorecardSource;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.problem.EnforcesRule;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a product must keep to before it is registered, whoever offers it. */
@Singleton
final class ProductRegistrationChecks {
  /** What nobody gets out of anything but a judgement of a person's credit. */
  private static final Set<String> CREDIT_OUTPUTS =
      Set.of("DERIVED.SCORE", "LIMIT", "RATING", "REASONS", "SCORE", "SECTIONS");

  /** What a report or a score is made with unless its bureau says otherwise. */
  private static final ModelId USUAL = new ModelId("consumer-credit", "1");

  private final CreditFactors factors;
  private final ScorecardSource models;

  ProductRegistrationChecks(CreditFactors factors, ScorecardSource models) {
    this.factors = factors;
    this.models = models;
  }

  /**
   * The terms of a product that the bureau may register.
   *
   * @throws BureauProblem the first rule that it breaks
   */
  ProductTerms check(BureauId bureau, ProductDraft draft) {
    Optional<ModelId> named =
        draft.model().or(() -> draft.kind().isCredit() ? Optional.of(USUAL) : Optional.empty());
    Optional<OwnedScorecard> found =
        named.map(
            id ->
                models
                    .find(bureau, id)
                    .orElseThrow(
                        () ->
                            BureauProblem.ofField(
                                BureauProblemCode.MODEL_UNKNOWN,
                                "model",
                                "one that ships, or is active with the bureau")));
    Optional<Scorecard> model = found.map(OwnedScorecard::card);
    Set<String> looksAt = model.map(Scorecard::factorNames).orElse(Set.of());
    ProductTerms terms =
        new ProductTerms(
            draft.name(),
            draft.kind(),
            draft.creditReporting(),
            draft.scope(),
            new TreeSet<>(draft.factors().isEmpty() ? looksAt : draft.factors()),
            found.map(each -> new Model(each.card().id(), each.card().manifest(), each.owner())));
    check(terms);
    if (model.isPresent()) {
      checkModel(terms, model.get());
    }
    return terms;
  }

  private void check(ProductTerms terms) {
    boolean credit =
        terms.kind().isCredit()
            || terms.model().isPresent()
            || terms.scope().outputs().stream().anyMatch(CREDIT_OUTPUTS::contains);
    if (credit) {
      checkName(terms);
      checkFactors(terms);
    }
    checkForm(terms);
  }

  @EnforcesRule("R04")
  static void checkName(ProductTerms credit) {
    if (!credit.creditReporting()) {
      throw BureauProblem.ofField(
          BureauProblemCode.PRODUCT_MISCLASSIFIED,
          "creditReporting",
          "true for a report, a score or a model of credit");
    }
  }

  @EnforcesRule("R38")
  void checkFactors(ProductTerms credit) {
    if (!credit.factors().stream().allMatch(factors::allows)) {
      throw BureauProblem.ofField(
          BureauProblemCode.FACTOR_NOT_CREDIT_RELEVANT, "factors", "every factor is on the list");
    }
  }

  private static void checkForm(ProductTerms terms) {
    ProductScope scope = terms.scope();
    if (scope.purposes().isEmpty()) {
      throw BureauProblem.ofField(BureauProblemCode.PRODUCT_INVALID, "purposes", "at least one");
    }
    if (scope.outputs().isEmpty()) {
      throw BureauProblem.ofField(BureauProblemCode.PRODUCT_INVALID, "outputs", "at least one");
    }
    if (scope.inputs().isEmpty()) {
      throw BureauProblem.ofField(
          BureauProblemCode.PRODUCT_INVALID, "inputCategories", "at least one");
    }
    if (!scope.inputs().containsAll(scope.required())) {
      throw BureauProblem.ofField(
          BureauProblemCode.PRODUCT_INVALID, "requiredCategories", "each is an input category");
    }
  }

  private static void checkModel(ProductTerms terms, Scorecard model) {
    if (!model.factorNames().containsAll(terms.factors())) {
      throw BureauProblem.ofField(
          BureauProblemCode.PRODUCT_INVALID, "factors", "some of those that the model looks at");
    }
    Set<String> read = model.restrictedTo(terms.factors()).categories();
    if (terms.scope().inputs().stream().noneMatch(read::contains)) {
      throw BureauProblem.ofField(
          BureauProblemCode.PRODUCT_INVALID, "inputCategories", "one that the model looks at");
    }
  }
}
