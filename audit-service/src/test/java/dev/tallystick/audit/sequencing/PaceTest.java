package dev.tallystick.audit.sequencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
  private static final long INTERVAL = 4_000_000;

  private long now = Long.MAX_VALUE - INTERVAL / 2;
  private final Pace pace = new Pace(Duration.ofNanos(INTERVAL), () -> now);

  @Test
  void wait_isNoneBeforeTheFirstBatch() {
    assertThat(pace.waitNanos()).isZero();
  }

  @Test
  void wait_isWhatIsLeftOfTheIntervalAlsoWhereTheClockWraps() {
    pace.begun();
    now += 1_000_000;
    long soon = pace.waitNanos();
    now += 2_999_999;

    assertThat(soon).isEqualTo(3_000_000);
    assertThat(pace.waitNanos()).isEqualTo(1);
    now++;
    assertThat(pace.waitNanos()).isZero();
  }

  @Test
  void wait_isNoneAfterABatchThatTookLonger() {
    pace.begun();
    now += 10 * INTERVAL;

    assertThat(pace.waitNanos()).isZero();
  }

  @Test
  void wait_countsFromTheBeginningOfTheBatchNotFromWhenItMightHaveBegun() {
    pace.begun();
    now += 3 * INTERVAL;
    pace.begun();

    assertThat(pace.waitNanos()).isEqualTo(INTERVAL);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1001})
  void interval_isASecondAtMostAndNotNegative(long millis) {
    assertThatThrownBy(() -> new Pace(Duration.ofMillis(millis)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tallystick.audit.batch-interval must be between 0s and 1s");
  }
}
