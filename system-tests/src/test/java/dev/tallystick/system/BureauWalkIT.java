package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs docs/walks/bureau.md as it stands, in the shell of the first sale. */
@ExtendWith(Suite.Extension.class)
class BureauWalkIT {
  private final Suite suite;

  BureauWalkIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
    assertThat(suite.firstSale().exitCode()).isZero();
  }

  @Test
  void walk_showsPrices_refusals_andWhereAReportCameFrom() throws Exception {
    String told = suite.firstSale().goOn(suite, "docs/walks/bureau.md");

    assertThat(told).as("its price").contains("\"amount\":80");
    assertThat(told).as("no fraction").containsPattern("\"field\":\"lines.{0,3}0.{0,2}amount\"");
    assertThat(told).as("no other name").contains("PRODUCT_MISCLASSIFIED");
    assertThat(told).as("the chain").contains("plum-market to bureau-west");
    assertThat(told).as("its own list").contains("complete").doesNotContain("does not hold");
    assertThat(told).contains("\"notices\":", "\"notifications\":", "\"duties\":");
  }
}
