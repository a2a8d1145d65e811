package dev.tallystick.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CpuTimesTest {
  @Test
  void since_seesTheWorkOfThisProcess() throws IOException {
    long self = ProcessHandle.current().pid();
    CpuTimes before = CpuTimes.read(self, self);
    long end = System.nanoTime() + 300_000_000;
    long spins = 0;
    while (System.nanoTime() < end) {
      spins++;
    }

    CpuTimes used = CpuTimes.read(self, self).since(before);

    assertThat(spins).isPositive();
    assertThat(used.generator()).isPositive().isLessThan(30);
    assertThat(used.at()).isGreaterThanOrEqualTo(300_000_000);
  }

  @Test
  void read_ofAnEndedProcessIsNothing() throws IOException {
    CpuTimes times = CpuTimes.read(Long.MAX_VALUE, Long.MAX_VALUE);

    assertThat(times.service()).isZero();
    assertThat(times.postgres()).isZero();
  }

  @Test
  void foreignShare_isOfAllCores() {
    int cores = Runtime.getRuntime().availableProcessors();

    assertThat(new CpuTimes(1_000_000_000, 0, 0, 0, cores / 2.0).foreignShare()).isEqualTo(0.5);
    assertThat(new CpuTimes(1_000_000_000, 0, 0, 0, -0.1).foreignShare()).isZero();
  }
}
