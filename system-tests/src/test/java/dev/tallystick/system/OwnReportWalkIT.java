package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs docs/walks/own-report.md as it stands, in the shell of the first sale. */
@ExtendWith(Suite.Extension.class)
class OwnReportWalkIT {
  private final Suite suite;

  OwnReportWalkIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
    assertThat(suite.firstSale().exitCode()).isZero();
  }

  /** Through every service, so that the records are those that the vault keeps (R40). */
  @Test
  void walk_showsTwoReportsForNothing_paysForTheThird_andNoneOnlineByTheLaterPack()
      throws Exception {
    String told = suite.firstSale().goOn(suite, "docs/walks/own-report.md");

    assertThat(told).containsPattern(report(1, 0)).containsPattern(report(2, 0));
    assertThat(told).as("what is kept").contains("\"spendBand\":5", "plum-market");
    assertThat(told).as("nothing is taken for a free one").contains("FREE_REPORT_ENTITLED");
    assertThat(told).as("the third without its fee").contains("this report costs 500 minor units");
    assertThat(told).containsPattern(report(3, 500));
    assertThat(told).as("online, by the later pack").containsPattern(report(4, 0));
    assertThat(told.split("FEE_NOT_IN_TARIFF", -1))
        .as("the third, the fourth online by the first pack, and at the counter by the later one")
        .hasSizeGreaterThan(3);
  }

  private static String report(int ordinal, int fee) {
    return "\"fee\":\\{\"amount\":%d,[^\\n]*\"ordinal\":%d,".formatted(fee, ordinal);
  }
}
