package dev.tallystick.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuiteMemoryTest {
  @Test
  void stateBytes_addsTheParts() {
    assertThat(
            SuiteMemory.stateBytes(
                """
                # HELP tallystick_state_bytes about how much memory
                # TYPE tallystick_state_bytes gauge
                tallystick_state_bytes{part="releases"} 1.5E6
                tallystick_state_bytes{part="consents"} 200.0
                tallystick_state_entries{part="consents"} 7.0
                """))
        .isEqualTo(1_500_200);
  }
}
