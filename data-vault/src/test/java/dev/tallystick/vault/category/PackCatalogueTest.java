package dev.tallystick.vault.category;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.rules.pack.ShippedPacks;
import java.time.Period;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackCatalogueTest {
  private final Catalogue catalogue = PackCatalogues.of(ShippedPacks.get("cn-2022"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHOPPING.HEALTH",
        "SHOPPING.RELIGIOUS",
        "AUTH.SECRET",
        "HEALTH.VISIT",
        "GENETIC.MARKER",
        "BLOOD.TYPE",
        "RELIGION.MEMBERSHIP",
      })
  void find_ofWhatIsProhibited_isBarred(String code) {
    assertThat(catalogue.find(code).orElseThrow().barred()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHOPPING.AGGREGATE", "TRAVEL.TRIP", "ACCOUNT.BALANCE", "DERIVED.SCORE"})
  void find_ofWhatIsMerelyGuarded_isNotBarred(String code) {
    assertThat(catalogue.find(code).orElseThrow().barred()).isFalse();
  }

  @Test
  void find_ofNoCategory_isNone() {
    assertThat(catalogue.find("NO.SUCH")).isEmpty();
    assertThat(catalogue.find("SHOPPING")).isEmpty();
  }

  @Test
  void publicByLaw_isWhatThePackFilesAsPublic() {
    assertThat(catalogue.find("PUBLIC.JUDGMENT").orElseThrow().publicByLaw()).isTrue();
    assertThat(catalogue.find("LOAN.PERFORMANCE").orElseThrow().publicByLaw()).isFalse();
  }

  @Test
  void terms_areThoseOfThePack() {
    assertThat(catalogue.adverseTerm()).isEqualTo(Period.ofYears(5));
    assertThat(catalogue.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
  }
}
