package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs docs/walks/auditor.md as it stands, in the shell of the first sale. */
@ExtendWith(Suite.Extension.class)
class AuditorWalkIT {
  private final Suite suite;

  AuditorWalkIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
    assertThat(suite.firstSale().exitCode()).isZero();
  }

  @Test
  void walk_auditsAtHome_andIsWatchedItself() throws Exception {
    String told = suite.firstSale().goOn(suite, "docs/walks/auditor.md");

    assertThat(told)
        .contains("index        holds", "rules        holds", "fees         holds")
        .doesNotContain("does not hold", "cannot tell");
    assertThat(told).as("the chain of one report").contains("plum-market");
    assertThat(told).as("beyond the engagement").contains("OUT_OF_AUDIT_SCOPE");
    assertThat(told)
        .as("in the list of who was looked at")
        .contains("dev.tallystick.audit.read.v1");
  }
}
