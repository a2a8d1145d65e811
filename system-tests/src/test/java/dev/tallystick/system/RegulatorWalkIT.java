package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs docs/walks/regulator.md as it stands, in the shell of the first sale. */
@ExtendWith(Suite.Extension.class)
class RegulatorWalkIT {
  private final Suite suite;

  RegulatorWalkIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
    assertThat(suite.firstSale().exitCode()).isZero();
  }

  @Test
  void walk_seesRefusals_suspends_andCannotActAlone() throws Exception {
    String told = suite.firstSale().goOn(suite, "docs/walks/regulator.md");

    assertThat(told).as("who was refused").contains("QUERY_CONSENT_MISSING", "\"R24\"");
    assertThat(told).as("the money").contains("bank-dell");
    assertThat(told).as("derived from the log").contains("\"measure\":\"LICENCE\"");
    assertThat(told).contains("\"suspended\":true", "\"suspended\":false");
    assertThat(told).as("the next pack").contains("\"key\":\"R07\"");
    assertThat(told).as("one person is not enough").contains("APPROVAL_BY_PROPOSER");
    assertThat(told).contains("\"state\":\"REFUSED\"");
  }
}
