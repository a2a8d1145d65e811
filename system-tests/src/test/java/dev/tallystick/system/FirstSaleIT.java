package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the walk-through of docs/first-sale.md as it stands, on a suite that others use too. */
@ExtendWith(Suite.Extension.class)
class FirstSaleIT {
  private final Suite suite;

  FirstSaleIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
  }

  @Test
  void walkThrough_leadsToASaleThatAnybodyCanVerify() throws Exception {
    FirstSaleWalk walk = suite.firstSale();

    assertThat(walk.exitCode()).as(walk.told()).isZero();
    assertThat(walk.folder().resolve("first-sale/report.json")).content().contains("\"score\":");
    assertThat(walk.told()).as("a refusal, and why").contains("QUERY_CONSENT_MISSING", "\"R24\"");
  }
}
