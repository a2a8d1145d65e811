package dev.tallystick.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessTimeTest {
  @Test
  void ofAll_knowsWhatTheCompilersOfThisMachineHad() throws IOException {
    ProcessTime time = ProcessTime.ofAll(ProcessHandle.current().pid());

    assertThat(time.compilers()).isPositive().isLessThanOrEqualTo(time.all());
  }

  @Test
  void ofAll_ofAnEndedProcessIsNothing() throws IOException {
    assertThat(ProcessTime.ofAll(Long.MAX_VALUE)).isEqualTo(ProcessTime.NOTHING);
  }
}
