package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs docs/walks/citizen.md as it stands, in the shell of the first sale. */
@ExtendWith(Suite.Extension.class)
class CitizenWalkIT {
  private final Suite suite;

  CitizenWalkIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
    assertThat(suite.firstSale().exitCode()).isZero();
  }

  @Test
  void walk_showsWhoHadWhat_stopsIt_andErases() throws Exception {
    String told = suite.firstSale().goOn(suite, "docs/walks/citizen.md");

    assertThat(told)
        .as("who, and for how much")
        .contains("bureau-west to bank-dell", "0.80 CNY", "acknowledged");
    assertThat(told).as("what is kept").contains("\"spendBand\":5");
    assertThat(told).contains("\"frozen\":true", "SUBJECT_FROZEN");
    assertThat(told).as("told first, and erased then").contains("\"records\":1,", "ERASED");
    assertThat(told).contains("\"records\":[]");
    assertThat(told.split("complete", -1)).as("both lists are complete").hasSizeGreaterThan(2);
    assertThat(told).doesNotContain("does not hold");
  }
}
