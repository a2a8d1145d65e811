package dev.tallystick.bureau.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryBackoffTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void nextTry_comesEverLater_fiveMinutesAtMost() {
    assertThat(pause(0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pause(1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(pause(8)).isEqualTo(Duration.ofSeconds(256));
    assertThat(pause(9)).isEqualTo(Duration.ofMinutes(5));
    assertThat(pause(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void isLeft_untilTheTwentiethRefusal() {
    assertThat(RetryBackoff.isLeft(19)).isTrue();
    assertThat(RetryBackoff.isLeft(20)).isFalse();
  }

  private static Duration pause(int attempts) {
    return Duration.between(NOW, RetryBackoff.nextTry(NOW, attempts));
  }
}
