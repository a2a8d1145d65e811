package dev.tallystick.bureau.tariff;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.product.AllowList;
import dev.tallystick.problem.EnforcesRule;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What prices must keep to before they are published. Which services a person may be charged for is
 * a list, as data; whatever is not on it is the person's right.
 */
@Singleton
final class TariffChecks {
  private static final String FILE = "chargeable-services.json";

  private final AllowList chargeable = AllowList.beside(TariffChecks.class, FILE);

  @EnforcesRule("R61")
  void checkPayer(TariffLine line) {
    if (line.service().isPresent() && !chargeable.allows(line.service().get())) {
      throw BureauProblem.ofField(
          BureauProblemCode.FEE_PROHIBITED,
          "lines",
          "the person pays for services of the published list only");
    }
  }

  @EnforcesRule("R58")
  void checkPrice(TariffLine line, Set<String> sold) {
    if (!sold.add(line.sold())) {
      throw BureauProblem.ofField(
          BureauProblemCode.DISCRIMINATORY_TERM, "lines", "one line for a product and a class");
    }
  }

  /**
   * Returns if the prices may be published.
   *
   * @throws BureauProblem the first rule that they break
   */
  void check(List<TariffLine> lines) {
    if (lines.isEmpty()) {
      throw BureauProblem.ofField(BureauProblemCode.TARIFF_INVALID, "lines", "at least one");
    }
    Set<String> names = new HashSet<>();
    Set<String> sold = new HashSet<>();
    for (TariffLine line : lines) {
      checkPayer(line);
      checkPrice(line, sold);
      if (!line.shares().isPossible()) {
        throw BureauProblem.ofField(
            BureauProblemCode.TARIFF_INVALID, "lines", "shares of at most the whole fee");
      }
      if (!names.add(line.name())) {
        throw BureauProblem.ofField(
            BureauProblemCode.TARIFF_INVALID, "lines", "each line has a name of its own");
      }
    }
  }
}
