package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs docs/walks/operator.md as it stands, in the shell of the first sale. */
@ExtendWith(Suite.Extension.class)
class OperatorWalkIT {
  private final Suite suite;

  OperatorWalkIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
    assertThat(suite.firstSale().exitCode()).isZero();
  }

  @Test
  void walk_seesNumbersAndTheLog_andNobodysData() throws Exception {
    String told = suite.firstSale().goOn(suite, "docs/walks/operator.md");

    assertThat(told).as("status").contains("audit-service", "ready");
    assertThat(told.lines().filter(line -> line.matches("[1-9][0-9]*")))
        .as("own meters of each of the four services")
        .hasSize(4);
    assertThat(told).as("a scrape, and no more").contains("GET /v1/parties is answered with 403");
    assertThat(told).as("fsck and watch").contains("files        holds");
    assertThat(told).doesNotContain("does not hold", "cannot tell");
    assertThat(told).as("opens nothing").contains("GET /v1/openings is answered with 403");
    assertThat(told).contains("POST /v1/records:lookup is answered with 403");
  }
}
