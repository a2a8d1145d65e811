package dev.tallystick.bureau.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryBackoffTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void nextTry_comesEverLater_fiveMinutesAtMost() {
    assertBetweenHalfAndAllOf(Duration.ofSeconds(1), 0);
    assertBetweenHalfAndAllOf(Duration.ofSeconds(2), 1);
    assertBetweenHalfAndAllOf(Duration.ofSeconds(256), 8);
    assertBetweenHalfAndAllOf(Duration.ofMinutes(5), 9);
    assertBetweenHalfAndAllOf(Duration.ofMinutes(5), Integer.MAX_VALUE);
  }

  @Test
  void isLeft_untilTheTwentiethRefusal() {
    assertThat(RetryBackoff.isLeft(19)).isTrue();
    assertThat(RetryBackoff.isLeft(20)).isFalse();
  }

  private static void assertBetweenHalfAndAllOf(Duration most, int attempts) {
    assertThat(pause(attempts)).isBetween(most.dividedBy(2), most);
  }

  private static Duration pause(int attempts) {
    return Duration.between(NOW, RetryBackoff.nextTry(NOW, attempts));
  }
}
