package dev.tallystick.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tallystick.bench.stage.ProcessTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuiteTimesTest {
  @Test
  void compilerShare_isOfTheServicesAlone() {
    SuiteTimes times =
        new SuiteTimes(
            1,
            Map.of(
                "data-vault", new ProcessTime(3, 1, 1),
                "audit-service", new ProcessTime(6, 0, 0),
                "keycloak", new ProcessTime(50, 0, 40)),
            0);

    assertThat(times.compilerShare()).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void foreignShare_leavesOutWhatTheSuiteAndTheGeneratorUsed() {
    int cores = Runtime.getRuntime().availableProcessors();
    SuiteTimes times =
        new SuiteTimes(
            1_000_000_000,
            Map.of(
                "data-vault",
                new ProcessTime(0.2, 0.1, 0),
                SuiteTimes.GENERATOR,
                new ProcessTime(0.1, 0, 0)),
            0.3 + cores * 0.25);

    assertThat(times.foreignShare()).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void since_isNeverLessThanNothing() {
    SuiteTimes before = new SuiteTimes(1, Map.of("a", new ProcessTime(2, 2, 2)), 5);
    SuiteTimes after = new SuiteTimes(3, Map.of("a", new ProcessTime(3, 2, 1)), 6);

    SuiteTimes used = after.since(before);

    assertThat(used.parts()).containsEntry("a", new ProcessTime(1, 0, 0));
    assertThat(used.seconds()).containsEntry("a", 1.0);
  }
}
