package dev.tallystick.bench.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bench.measure.Failures;
import dev.tallystick.bench.measure.Latencies;
import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.bench.suite.WarmUp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InquiryReportTest {
  @TempDir Path folder;

  @Test
  void exitCode_saysWhetherEveryGoalIsMet() {
    assertThat(report(100, 1000, 120).exitCode()).isZero();
    assertThat(report(100, 1001, 120).exitCode()).isEqualTo(2);
    assertThat(report(99, 700, 120).exitCode()).isEqualTo(2);
    assertThat(report(100, 800, 121).exitCode()).isEqualTo(2);
  }

  @Test
  void exitCode_isNotMetByWhatIsNotAcknowledged() {
    assertThat(report(figures(100, 800, 120, 1, 0.01, 20)).exitCode()).isEqualTo(2);
  }

  @Test
  void exitCode_isNotMetByCodeThatIsStillBeingCompiled() {
    assertThat(report(figures(100, 800, 120, 0, 0.05, 20)).exitCode()).isEqualTo(2);
  }

  @Test
  void exitCode_countsTransactions() {
    assertThat(report(figures(100, 800, 120, 0, 0.01, 20.1)).exitCode()).isEqualTo(2);
  }

  @Test
  void write_keepsFiguresAndSettings() throws Exception {
    Path file = report(110, 550, 90).write(folder);

    assertThat(file.getFileName()).hasToString("inquiries-2026-02-03T0405Z.json");
    assertThat(Files.readString(file))
        .contains(
            "\"price\" : 5.0",
            "\"steadyP99Millis\" : 90.0",
            "\"cores\" : \"2\"",
            "\"acknowledgementsLeft\" : 0",
            "\"transactions of vault\" : 20.0",
            "\"processor time of data-vault, ms\" : 4.0");
  }

  private static InquiryReport report(double suitePeak, double plainPeak, long p99Millis) {
    return report(figures(suitePeak, plainPeak, p99Millis, 0, 0.01, 20));
  }

  private static InquiryReport report(InquiryReport.Figures figures) {
    return new InquiryReport(
        "full",
        Instant.parse("2026-02-03T04:05:06.000Z"),
        Map.of("cores", "2"),
        List.of(),
        figures);
  }

  private static InquiryReport.Figures figures(
      double suitePeak,
      double plainPeak,
      long p99Millis,
      long open,
      double compilerShare,
      double transactions) {
    Latencies latencies = new Latencies();
    latencies.add(p99Millis * 1_000_000);
    return new InquiryReport.Figures(
        suitePeak,
        plainPeak,
        new LoadResult(1, 1, 1, latencies, Failures.NONE, List.of()),
        new InquiryCost(
            Map.of("data-vault", 4.0, "generator", 1.0), Map.of("vault", transactions), 9, 6, 70),
        open,
        new WarmUp.Reached(Duration.ofMinutes(4), compilerShare));
  }
}
