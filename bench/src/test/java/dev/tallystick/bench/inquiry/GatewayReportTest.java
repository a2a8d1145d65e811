package dev.tallystick.bench.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tallystick.bench.suite.SuiteTimes;
import dev.tallystick.bench.suite.WarmUp;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayReportTest {
  private static final WarmUp.Reached WARM = new WarmUp.Reached(Duration.ofSeconds(60), 0.04);

  @TempDir private Path folder;

  private static InquiryCost cost(Map<String, Double> millis) {
    return new InquiryCost(millis, Map.of(), 0, 0, 0);
  }

  private static GatewayReport report(WarmUp.Reached warm, double gateway) {
    InquiryCost quiet = cost(Map.of("audit-service", 19.0, SuiteTimes.GENERATOR, 4.0));
    InquiryCost busy = cost(Map.of("audit-service", 21.0, SuiteTimes.GENERATOR, 6.0));
    InquiryCost with =
        cost(Map.of("audit-service", 20.0, "gateway-a", gateway, SuiteTimes.GENERATOR, 1.0));
    return new GatewayReport(
        Instant.parse("2026-12-02T17:00:00Z"), 16, warm, List.of(quiet, busy), List.of(with, with));
  }

  @Test
  void ratio_isOfTheRoundsOnAverage_withoutTheGenerator() {
    GatewayReport report = report(WARM, 3.0);

    assertThat(report.ratio()).isCloseTo(23.0 / 20.0, within(1e-9));
    assertThat(report.ratioWithGenerator()).isCloseTo(24.0 / 25.0, within(1e-9));
    assertThat(report.isAsAsked()).isTrue();
  }

  @Test
  void ratio_aboveWhatIsAsked_orOfColdMachines_isMissed() {
    assertThat(report(WARM, 4.1).isAsAsked()).isFalse();
    assertThat(report(new WarmUp.Reached(Duration.ofMinutes(10), 0.06), 3.0).isAsAsked()).isFalse();
  }

  @Test
  void parts_areToldOnBothSides() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    report(WARM, 3.0).print(new PrintStream(printed, true, StandardCharsets.UTF_8));

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("| gateway-a | 0.0 | 3.0 |", "| audit-service | 20.0 | 20.0 |", "1.15 x", "met");
    Path file = report(WARM, 3.0).write(folder, Map.of("commit", "abc"));
    assertThat(Files.readString(file)).contains("\"ratio\" : 1.15", "\"commit\" : \"abc\"");
  }
}
