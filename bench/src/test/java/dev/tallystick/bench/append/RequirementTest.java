package dev.tallystick.bench.append;

import static dev.tallystick.bench.append.Requirement.Verdict.BELOW;
import static dev.tallystick.bench.append.Requirement.Verdict.GOAL;
import static dev.tallystick.bench.append.Requirement.Verdict.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bench.append.Requirement.Judged;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequirementTest {
  @Test
  void judge_ofWhatMustBeReached() {
    Requirement requirement = Requirement.atLeast("rate", "", 0.4, 1.0);

    assertThat(requirement.judge(0.39)).isEqualTo(BELOW);
    assertThat(requirement.judge(0.4)).isEqualTo(PASS);
    assertThat(requirement.judge(0.99)).isEqualTo(PASS);
    assertThat(requirement.judge(1.0)).isEqualTo(GOAL);
  }

  @Test
  void judge_ofWhatMustNotBeExceeded() {
    Requirement requirement = Requirement.atMost("latency", "ms", 20, 8);

    assertThat(requirement.judge(20.1)).isEqualTo(BELOW);
    assertThat(requirement.judge(20)).isEqualTo(PASS);
    assertThat(requirement.judge(8)).isEqualTo(GOAL);
  }

  @Test
  void ofRounds_dividesMediansByThatOfInsert() {
    Map<Load, Series> series = new EnumMap<>(Load.class);
    series.put(Load.INSERT, series(10_000, 20_000, 90_000));
    series.put(Load.APPEND_64, series(10_000, 1, 11_000));
    series.put(Load.APPEND_256, series(30_000));
    series.put(Load.NDJSON, series(30_000));

    List<Judged> judged = Requirements.ofRounds(series);

    assertThat(judged).extracting(Judged::figure).containsExactly(0.5, 10_000.0, 1.5, 1.5);
    assertThat(judged).extracting(Judged::verdict).containsExactly(PASS, GOAL, GOAL, BELOW);
  }

  private static Series series(double... rates) {
    return new Series(
        "",
        Arrays.stream(rates).mapToObj(rate -> new Round(rate, 1, 2, 3, 4, 5, 6, 7, 0)).toList());
  }
}
