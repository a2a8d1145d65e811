package dev.tallystick.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static final Duration STEP = Duration.ofSeconds(20);

  @Test
  void run_endsWhenTheCompilersHaveLittleLeft() throws Exception {
    Iterator<Double> shares = List.of(0.6, 0.2, 0.049).iterator();
    List<Duration> loaded = new ArrayList<>();

    WarmUp.Reached reached =
        new WarmUp(STEP, Duration.ofMinutes(10))
            .run(
                length -> {
                  loaded.add(length);
                  return shares.next();
                });

    assertThat(loaded).containsExactly(STEP, STEP, STEP);
    assertThat(reached.isWarm()).isTrue();
    assertThat(reached.after()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void run_saysThatItWasNotEnough() throws Exception {
    List<Duration> loaded = new ArrayList<>();

    WarmUp.Reached reached =
        new WarmUp(STEP, Duration.ofSeconds(50))
            .run(
                length -> {
                  loaded.add(length);
                  return 0.3;
                });

    assertThat(loaded).containsExactly(STEP, STEP, Duration.ofSeconds(10));
    assertThat(reached.isWarm()).isFalse();
    assertThat(reached.compilerShare()).isEqualTo(0.3);
  }
}
