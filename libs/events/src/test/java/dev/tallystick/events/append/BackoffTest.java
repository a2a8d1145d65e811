package dev.tallystick.events.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1));

  @Test
  void pause_doublesUpToTheCap() {
    assertThat(BACKOFF.pauseAfter(0)).hasMillis(50);
    assertThat(BACKOFF.pauseAfter(1)).hasMillis(50);
    assertThat(BACKOFF.pauseAfter(2)).hasMillis(100);
    assertThat(BACKOFF.pauseAfter(5)).hasMillis(800);
    assertThat(BACKOFF.pauseAfter(6)).hasMillis(1000);
    assertThat(BACKOFF.pauseAfter(Integer.MAX_VALUE)).hasMillis(1000);
  }

  @Test
  void jitteredPause_isAtLeastHalf_andVaries() {
    long different =
        IntStream.range(0, 200)
            .mapToObj(i -> BACKOFF.jitteredPauseAfter(4))
            .peek(pause -> assertThat(pause.toMillis()).isBetween(200L, 400L))
            .distinct()
            .count();

    assertThat(different).isGreaterThan(1);
  }

  @Test
  void backoff_withoutAPause_isRefused() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
