package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs docs/walks/gateway.md as it stands: a bank and a platform that have nothing but their
 * gateways, from their keys to a report that is paid, reconciled and destroyed.
 */
@ExtendWith(Suite.Extension.class)
class GatewayIT {
  private final Suite suite;

  GatewayIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    assumeThat(new ProcessBuilder("sh", "-c", "command -v curl").start().waitFor())
        .as("skipped: the walk is done by curl, which is not installed")
        .isZero();
    suite.ready();
    assertThat(suite.firstSale().exitCode()).isZero();
  }

  @Test
  void walk_leadsFromKeysToAReport_thatIsPaidReconciledAndDestroyed() throws Exception {
    String told = suite.firstSale().goOn(suite, "docs/walks/gateway.md");

    assertThat(told).as("the platform's file").contains("\"result\":\"STORED\"", "\"stored\":2");
    assertThat(told).as("the line without a date").contains("\"result\":\"REFUSED\"");
    assertThat(told).as("the order waits for the person").contains("CONSENT");
    assertThat(told).contains("ACKNOWLEDGED", "\"score\":", "\"amount\":80");
    assertThat(told).as("the books agree with the log").contains("\"differences\":[]");
    assertThat(told).as("no finding about the log").doesNotContain("\"finding\":");
    assertThat(told).contains("DESTROYED", "REPORT_DESTROYED", "data.destroyed");
  }
}
