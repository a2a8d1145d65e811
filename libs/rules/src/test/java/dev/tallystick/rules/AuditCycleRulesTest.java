package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.rules.pack.AuditCycles;
import dev.tallystick.rules.pack.ShippedPacks;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditCycleRulesTest {
  private static final String ONE = "CPA-1";
  private static final String OTHER = "CPA-2";

  private final World world = World.standard();

  private Optional<String> report(String auditor, String... before) {
    return AuditCycleRules.report(
            world.state(), auditor, List.of(before), world.now(), world.shelf())
        .refusal()
        .map(Decision.Refusal::code);
  }

  @Test
  void r56_thirdAuditInARowByOneAuditorIsRefused() {
    assertThat(report(ONE)).isEmpty();
    assertThat(report(ONE, ONE)).as("the second").isEmpty();
    assertThat(report(ONE, ONE, ONE)).as("the third").contains("AUDITOR_ROTATION");
    assertThat(report(ONE, OTHER, ONE, ONE)).contains("AUDITOR_ROTATION");
    assertThat(report(ONE, ONE, OTHER, ONE)).as("another came between").isEmpty();
    assertThat(report(OTHER, ONE, ONE)).isEmpty();
  }

  @Test
  void r56_bureausAreAuditedEveryYear() {
    AuditCycles cycles = ShippedPacks.get("cn-2022").audits();
    LocalDate leap = LocalDate.of(2028, 2, 29);

    assertThat(cycles.dueAfter("BUREAU", LocalDate.of(2026, 3, 1)))
        .contains(LocalDate.of(2027, 3, 1));
    assertThat(cycles.dueAfter("BUREAU", leap)).contains(LocalDate.of(2029, 2, 28));
    assertThat(cycles.dueAfter("LENDER", leap)).isEmpty();
  }

  @Test
  void r56_laterPackAsksItOfPlatformsWithTheDataOfMoreThanTenMillionPeople() {
    AuditCycles cycles = ShippedPacks.get("cn-2025").audits();
    LocalDate day = LocalDate.of(2026, 3, 1);

    assertThat(ShippedPacks.get("cn-2022").audits().concern("PLATFORM")).isFalse();
    assertThat(cycles.dueAfter("PLATFORM", day)).contains(LocalDate.of(2028, 3, 1));
    assertThat(cycles.exempt("PLATFORM")).hasValue(10_000_000);
    assertThat(cycles.dueAfter("BUREAU", day)).contains(LocalDate.of(2027, 3, 1));
    assertThat(cycles.exempt("BUREAU")).as("whatever its size").isEmpty();
  }
}
