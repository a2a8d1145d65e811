package dev.tallystick.audit.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.parity.ParityOwners.Holder;
import dev.tallystick.audit.parity.ParityOwners.Share;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Who counts as a holder, and whom it controls. */
class ParityOwnersTest {
  private static final Share MALL_HOLDS_BUREAU = new Share("mall-east", "bureau-north", 2_500);

  @Test
  void holder_hasFivePercent_orControlsSomebodyWhoHas() {
    ParityOwners owners =
        new ParityOwners(
            List.of(
                MALL_HOLDS_BUREAU,
                new Share("group-east", "mall-east", 6_000),
                new Share("fund-a", "mall-east", 2_499),
                new Share("fund-b", "bureau-north", 499),
                new Share("fund-c", "bureau-north", 500)));

    assertThat(owners.of("bureau-north"))
        .containsExactly(
            new Holder("fund-c", "bureau-north", 500),
            new Holder("group-east", "bureau-north", 2_500),
            new Holder("mall-east", "bureau-north", 2_500));
    assertThat(owners.of("mall-east")).extracting(Holder::party).contains("group-east");
    assertThat(owners.of("bureau-south")).isEmpty();
  }

  @Test
  void group_isWhomAHolderControls_throughOthersToo_andInCircles() {
    ParityOwners owners =
        new ParityOwners(
            List.of(
                new Share("mall-east", "bank-east", 2_500),
                new Share("bank-east", "loans-east", 10_000),
                new Share("loans-east", "mall-east", 5_000),
                new Share("mall-east", "ride-west", 2_499)));

    assertThat(owners.groupOf("mall-east")).containsExactly("bank-east", "loans-east", "mall-east");
  }

  @Test
  void shareThatIsSold_isNone() {
    assertThat(
            new ParityOwners(List.of(new Share("mall-east", "bureau-north", 0))).of("bureau-north"))
        .isEmpty();
  }

  @Test
  void median_isTheLowerOfTheTwoInTheMiddle() {
    assertThat(CaseTimes.quantile(new TreeMap<>(Map.of(7L, 1L)), 500)).isEqualTo(7);
    assertThat(CaseTimes.quantile(new TreeMap<>(Map.of(1L, 5L, 2L, 5L)), 500)).isEqualTo(1);
    assertThat(CaseTimes.quantile(new TreeMap<>(Map.of(1L, 5L, 2L, 6L)), 500)).isEqualTo(2);
    assertThat(CaseTimes.quantile(new TreeMap<>(Map.of(1L, 1L, 2L, 1L, 900L, 1L)), 500))
        .isEqualTo(2);
  }

  @Test
  void times_areToTwoDigits() {
    assertThat(CaseTimes.rounded(0)).isZero();
    assertThat(CaseTimes.rounded(99)).isEqualTo(99);
    assertThat(CaseTimes.rounded(199)).isEqualTo(190);
    assertThat(CaseTimes.rounded(12_345)).isEqualTo(12_000);
    assertThat(CaseTimes.month(1_796_083_199_999L)).isEqualTo(202611);
    assertThat(CaseTimes.month(1_796_083_200_000L)).isEqualTo(202612);
  }
}
