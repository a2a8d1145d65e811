package dev.tallystick.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LatenciesTest {
  private final Latencies latencies = new Latencies();

  @Test
  void percentileMillis_isTheNearestRank() {
    for (int millis = 1000; millis >= 1; millis--) {
      latencies.add(millis * 1_000_000L);
    }

    assertThat(latencies.percentileMillis(0.1)).isEqualTo(1);
    assertThat(latencies.percentileMillis(50)).isEqualTo(500);
    assertThat(latencies.percentileMillis(99)).isEqualTo(990);
    assertThat(latencies.percentileMillis(100)).isEqualTo(1000);
  }

  @Test
  void percentileMillis_seesWhatIsAddedLater() {
    latencies.add(1_000_000);
    latencies.percentileMillis(50);

    latencies.add(500_000);

    assertThat(latencies.percentileMillis(50)).isEqualTo(0.5);
  }

  @Test
  void percentileMillis_ofNothingIsZero() {
    assertThat(latencies.percentileMillis(99)).isZero();
  }

  @Test
  void percentileMillis_refusesWhatIsNoPercentile() {
    assertThatIllegalArgumentException().isThrownBy(() -> latencies.percentileMillis(0));
    assertThatIllegalArgumentException().isThrownBy(() -> latencies.percentileMillis(100.1));
  }

  @Test
  void addAll_joins() {
    Latencies others = new Latencies();
    for (int i = 0; i < 3_000; i++) {
      others.add(7_000_000);
    }
    latencies.add(1_000_000);

    latencies.addAll(others);

    assertThat(latencies.count()).isEqualTo(3_001);
    assertThat(latencies.percentileMillis(100)).isEqualTo(7);
  }
}
