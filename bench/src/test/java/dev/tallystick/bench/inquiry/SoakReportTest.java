package dev.tallystick.bench.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bench.measure.Failures;
import dev.tallystick.bench.measure.Latencies;
import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.bench.suite.SuiteAudit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakReportTest {
  private static final long MEGABYTE = 1 << 20;

  @TempDir Path folder;

  @Test
  void isSound_asksForAnEmptyBacklogNobodyShutOutFlatMemoryAndAnHonestLog() {
    assertThat(report(0, 0, 100, true).isSound()).isTrue();
    assertThat(report(1, 0, 100, true).isSound()).isFalse();
    assertThat(report(0, 1, 100, true).isSound()).isFalse();
    assertThat(report(0, 0, 119, true).isSound()).isFalse();
    assertThat(report(0, 0, 100, false).isSound()).isFalse();
  }

  @Test
  void isFlat_forgivesATenthAndWhatAnyReadingDiffersBy() {
    assertThat(report(0, 0, 117, true).memory().isFlat()).isTrue();
  }

  @Test
  void write_keepsWhatWasFound() throws Exception {
    Path file = report(0, 2, 100, true).write(folder, Map.of("cores", "2"));

    assertThat(file.getFileName()).hasToString("soak-2026-02-03T0405Z.json");
    assertThat(Files.readString(file)).contains("\"suspended\" : 2", "\"honest\" : true");
  }

  /** A load that the suite cannot follow leaves no backlog behind: it waits outside. */
  @Test
  void isSound_asksForWhatWasAskedInTime() {
    assertThat(report(1.04, 0, 0, 100, true).isSound()).isTrue();
    assertThat(report(1.1, 0, 0, 100, true).isSound()).isFalse();
  }

  private static SoakReport report(
      long open, long shutOut, long megabytesAtTheEnd, boolean honest) {
    return report(1, open, shutOut, megabytesAtTheEnd, honest);
  }

  private static SoakReport report(
      double asked, long open, long shutOut, long megabytesAtTheEnd, boolean honest) {
    return new SoakReport(
        Instant.parse("2026-02-03T04:05:06.000Z"),
        asked,
        new LoadResult(60, 60, 60, new Latencies(), Failures.NONE, List.of()),
        List.of(new SoakReport.Minute(1, 20, 3)),
        new SoakReport.Memory(
            Map.of("consent-service", 100 * MEGABYTE),
            Map.of("consent-service", megabytesAtTheEnd * MEGABYTE)),
        new SoakReport.End(open, shutOut, new SuiteAudit.Verdict(honest, 900, "")));
  }
}
