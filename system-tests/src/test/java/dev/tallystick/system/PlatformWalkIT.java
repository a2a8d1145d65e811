package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs docs/walks/platform.md as it stands, in the shell of the first sale. */
@ExtendWith(Suite.Extension.class)
class PlatformWalkIT {
  private final Suite suite;

  PlatformWalkIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
    assertThat(suite.firstSale().exitCode()).isZero();
  }

  @Test
  void walk_bringsAFile_findsARecord_andCorrectsIt() throws Exception {
    String told = suite.firstSale().goOn(suite, "docs/walks/platform.md");

    assertThat(told).as("the schema").contains("\"x-tallystick-indexed\"");
    assertThat(told).as("the row that is refused").contains("column price", "exit code 1");
    assertThat(told).contains("dry run: nothing was sent", "deposited   2 records");
    assertThat(told).as("the next version").contains("\"version\":2");
    assertThat(told).as("its own list").contains("complete").doesNotContain("does not hold");
  }
}
