package dev.tallystick.bench.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bench.measure.LoadResult;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QuestionLoadTest {
  private static final Duration LENGTH = Duration.ofMillis(600);

  @Test
  void asFastAsAnswered_asksEachNumberOnceAndTellsFailures() throws Exception {
    Set<Long> asked = ConcurrentHashMap.newKeySet();
    AtomicLong twice = new AtomicLong();
    QuestionLoad load =
        new QuestionLoad(
            number -> {
              if (!asked.add(number)) {
                twice.incrementAndGet();
              }
              // The subject: what a question takes is measured.
              TimeUnit.MILLISECONDS.sleep(1);
              if (number % 10 == 3) {
                throw new IllegalStateException("number with a 3");
              }
            });

    LoadResult result = load.asFastAsAnswered(4, Duration.ZERO, LENGTH);

    assertThat(twice.get()).isZero();
    assertThat(result.confirmed() + result.failures().count()).isEqualTo(asked.size());
    assertThat(result.failures().first()).isEqualTo("number with a 3");
    assertThat(result.latencies().percentileMillis(1)).isGreaterThanOrEqualTo(1);
  }

  @Test
  void atRate_countsFromWhenAQuestionWasDue() throws Exception {
    QuestionLoad stalled =
        new QuestionLoad(
            number -> {
              if (number == 0) {
                // The subject: what waits for a slow question is measured with it.
                TimeUnit.MILLISECONDS.sleep(300);
              }
            });

    LoadResult result = stalled.atRate(100, 1, Duration.ZERO, LENGTH);

    // Questions that were due during the stall have waited for it, though each took no time.
    assertThat(result.latencies().count()).isBetween(2, 60);
    assertThat(result.latencies().percentileMillis(50)).isGreaterThan(1);
    assertThat(result.latencies().percentileMillis(100)).isGreaterThanOrEqualTo(290);
  }
}
