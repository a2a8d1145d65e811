package dev.tallystick.bureau.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.scoring.ModelId;
import dev.tallystick.bureau.scoring.OwnedScorecard;
import dev.tallystick.bureau.scoring.Scorecards;
import dev.tallystick.bureau.tenancy.BureauId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductRegistrationChecksTest {
  private static final Set<String> NONE = Set.of();
  private static final BureauId BUREAU = new BureauId("bureau-north");
  private final CreditFactors allowed = new CreditFactors();
  private final Scorecards scorecards = new Scorecards();
  private final ProductRegistrationChecks checks =
      new ProductRegistrationChecks(
          allowed, (bureau, id) -> scorecards.find(id).map(OwnedScorecard::of));

  private static ProductDraft draft(
      ProductKind kind, boolean credit, Set<String> outputs, Set<String> factors) {
    return new ProductDraft(
        "Report",
        kind,
        credit,
        ProductScope.of(Set.of("LOAN_APPROVAL"), Set.of("LOAN.PERFORMANCE"), NONE, outputs),
        factors,
        Optional.empty());
  }

  @Test
  void check_withoutModelOrFactors_takesTheShippedOnes() {
    ProductTerms terms =
        checks.check(BUREAU, draft(ProductKind.REPORT, true, Set.of("SCORE"), NONE));

    assertThat(terms.model().orElseThrow().id()).isEqualTo(new ModelId("consumer-credit", "1"));
    assertThat(terms.factors()).contains("loan overdue days", "spend band");
  }

  @ParameterizedTest
  @EnumSource(ProductKind.class)
  void check_creditUnderAnotherName_isMisclassified(ProductKind kind) {
    ProductDraft called = draft(kind, false, Set.of("SCORE"), NONE);

    assertThatThrownBy(() -> checks.check(BUREAU, called))
        .isInstanceOfSatisfying(
            BureauProblem.class,
            problem -> assertThat(problem.code()).isEqualTo("PRODUCT_MISCLASSIFIED"))
        .extracting(problem -> ((BureauProblem) problem).document().ruleId())
        .isEqualTo("R04");
  }

  @Test
  void check_whatIsNoCredit_needsNoModel() {
    ProductDraft match = draft(ProductKind.VERIFICATION, false, Set.of("MATCH"), NONE);

    assertThat(checks.check(BUREAU, match).model()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"home province", "friends' scores", "Spend band", "star sign"})
  void check_factorThatIsNotOnTheList_isRefused(String factor) {
    ProductDraft nosy = draft(ProductKind.SCORE, true, Set.of("SCORE"), Set.of(factor));

    assertThatThrownBy(() -> checks.check(BUREAU, nosy))
        .isInstanceOfSatisfying(
            BureauProblem.class,
            problem -> assertThat(problem.code()).isEqualTo("FACTOR_NOT_CREDIT_RELEVANT"))
        .extracting(problem -> ((BureauProblem) problem).document().ruleId())
        .isEqualTo("R38");
  }

  @Test
  void check_factorThatTheModelDoesNotHave_isRefused() {
    ProductDraft other = draft(ProductKind.SCORE, true, Set.of("SCORE"), Set.of("income band"));

    assertThatThrownBy(() -> checks.check(BUREAU, other))
        .isInstanceOfSatisfying(
            BureauProblem.class,
            problem -> assertThat(problem.code()).isEqualTo("PRODUCT_INVALID"));
  }

  @Test
  void check_inputsThatTheModelDoesNotLookAt_areRefused() {
    ProductDraft blind = draft(ProductKind.SCORE, true, Set.of("SCORE"), Set.of("spend band"));

    assertThatThrownBy(() -> checks.check(BUREAU, blind))
        .isInstanceOfSatisfying(
            BureauProblem.class,
            problem -> assertThat(problem.code()).isEqualTo("PRODUCT_INVALID"));
  }

  @Test
  void check_requiredCategoryThatIsNoInput_isRefused() {
    ProductDraft draft =
        new ProductDraft(
            "Report",
            ProductKind.REPORT,
            true,
            ProductScope.of(
                Set.of("LOAN_APPROVAL"),
                Set.of("LOAN.PERFORMANCE"),
                Set.of("TAX.AMOUNT"),
                Set.of("SCORE")),
            NONE,
            Optional.empty());

    assertThatThrownBy(() -> checks.check(BUREAU, draft))
        .isInstanceOfSatisfying(
            BureauProblem.class, problem -> assertThat(problem.code()).isEqualTo("PRODUCT_INVALID"))
        .extracting(problem -> ((BureauProblem) problem).document().field())
        .isEqualTo("requiredCategories");
  }

  @Test
  void shippedModel_looksAtNothingThatIsNotOnTheList() {
    Set<String> factors =
        scorecards.find(new ModelId("consumer-credit", "1")).orElseThrow().factorNames();

    assertThat(factors).isNotEmpty().allMatch(allowed::allows);
  }
}
