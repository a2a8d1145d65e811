package dev.tallystick.bureau.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.product.ProductId;
import dev.tallystick.bureau.tariff.TariffLine.Buyer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TariffChecksTest {
  private static final ProductId REPORT = new ProductId("prd_019c11ae-3056-7802-96d2-eb06d5c09e5c");
  private final TariffChecks checks = new TariffChecks();

  private static TariffLine sold(String name, String userClass, long amount) {
    return new TariffLine(name, new Buyer.Recipient(REPORT), userClass, amount, true);
  }

  private static TariffLine charged(String service) {
    return new TariffLine("line", new Buyer.Subject(service), "PERSON", 500, false);
  }

  @Test
  void check_onePriceAClass_passes() {
    List<TariffLine> lines = List.of(sold("small", "SMALL", 50), sold("large", "LARGE", 100));

    assertThatCode(() -> checks.check(lines)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(longs = {99, 100})
  void check_twoPricesInOneClass_isDiscriminatory(long second) {
    List<TariffLine> lines = List.of(sold("one", "LARGE", 100), sold("two", "LARGE", second));

    assertThatThrownBy(() -> checks.check(lines))
        .isInstanceOfSatisfying(
            BureauProblem.class,
            problem -> assertThat(problem.code()).isEqualTo("DISCRIMINATORY_TERM"))
        .extracting(problem -> ((BureauProblem) problem).document().ruleId())
        .isEqualTo("R58");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"DELETE_ADVERSE", "DELETION", "COLLECTION", "NON_COLLECTION", "OBJECTION"})
  void check_feeForWhatIsThePersonsRight_isProhibited(String service) {
    List<TariffLine> lines = List.of(charged(service));

    assertThatThrownBy(() -> checks.check(lines))
        .isInstanceOfSatisfying(
            BureauProblem.class, problem -> assertThat(problem.code()).isEqualTo("FEE_PROHIBITED"))
        .extracting(problem -> ((BureauProblem) problem).document().ruleId())
        .isEqualTo("R61");
  }

  @Test
  void check_feeForMoreReportsThanAreFree_passes() {
    assertThatCode(() -> checks.check(List.of(charged("SELF_REPORT")))).doesNotThrowAnyException();
  }

  @Test
  void check_twoLinesOfOneName_areRefused() {
    List<TariffLine> lines = List.of(sold("one", "LARGE", 100), sold("one", "SMALL", 100));

    assertThatThrownBy(() -> checks.check(lines))
        .isInstanceOfSatisfying(
            BureauProblem.class, problem -> assertThat(problem.code()).isEqualTo("TARIFF_INVALID"));
  }
}
