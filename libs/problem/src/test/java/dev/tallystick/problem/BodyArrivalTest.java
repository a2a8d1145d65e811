package dev.tallystick.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyArrivalTest {
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final BodyRule RULE =
      new BodyRule("/v1/things", 1_000_000, Duration.ofSeconds(60), 1_000);

  /** Times need not begin at zero, and may be negative. */
  private static final long BEGUN = -5_000_000_000L;

  private static long after(double seconds) {
    return BEGUN + (long) (seconds * 1e9);
  }

  @Test
  void bodyThatComesAsFastAsItMust_isNotTooSlow() {
    BodyArrival arrival = new BodyArrival(RULE, WINDOW, false, BEGUN);

    for (int second = 1; second <= 60; second++) {
      assertThat(arrival.isTooSlow(1_100L * second, after(second)))
          .as("after %d s", second)
          .isFalse();
    }
  }

  @Test
  void bodyThatStalls_isTooSlowAfterAWindow_howeverFastItBegan() {
    BodyArrival arrival = new BodyArrival(RULE, WINDOW, false, BEGUN);

    assertThat(arrival.isTooSlow(900_000, after(10))).isFalse();
    assertThat(arrival.isTooSlow(900_000, after(19))).isFalse();
    assertThat(arrival.isTooSlow(900_000, after(20))).isTrue();
  }

  @Test
  void drip_isTooSlow() {
    BodyArrival arrival = new BodyArrival(RULE, WINDOW, false, BEGUN);

    assertThat(arrival.isTooSlow(10, after(9))).isFalse();
    assertThat(arrival.isTooSlow(12, after(10.5))).isTrue();
  }

  @Test
  void bodyThatKeepsTheRate_isTooSlowAfterItsDeadline() {
    BodyArrival arrival = new BodyArrival(RULE, WINDOW, true, BEGUN);

    assertThat(arrival.isTooSlow(0, after(60))).isFalse();
    assertThat(arrival.isTooSlow(999_999, after(60.1))).isTrue();
  }

  @Test
  void readerThatDoesNotAsk_makesTheSenderNoneTheSlower() {
    BodyArrival arrival = new BodyArrival(RULE, WINDOW, true, BEGUN);
    arrival.await(after(0));
    arrival.served(after(1));

    assertThat(arrival.isTooSlow(0, after(40))).isFalse();
    arrival.await(after(40));
    assertThat(arrival.isTooSlow(0, after(48.9))).isFalse();
    assertThat(arrival.isTooSlow(0, after(49.1))).isTrue();
  }

  @Test
  void aWindowOfNothing_isNoSetting() {
    assertThat(BodyWatch.aboveZero(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(1));
    assertThatThrownBy(() -> BodyWatch.aboveZero(Duration.ZERO))
        .hasMessageContaining("tallystick.http.body.window");
  }
}
