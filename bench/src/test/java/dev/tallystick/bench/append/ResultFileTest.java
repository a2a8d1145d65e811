package dev.tallystick.bench.append;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.bench.append.AppendReport.Growth;
import dev.tallystick.bench.append.AppendReport.Sized;
import dev.tallystick.bench.append.AppendReport.Steady;
import dev.tallystick.bench.measure.Failures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
  private static final Round ROUND = new Round(12_345.6789, 1, 7.5, 11, 22, 33, 1500, 0.5, 0.01);
  private static final Round SLOWER = new Round(12_345.6789, 1, 97.5, 11, 22, 33, 1500, 2.5, 0.01);

  @Test
  void write_keepsEveryRoundAndVerdict(@TempDir Path folder) throws IOException {
    Path file = new ResultFile().write(report(sound(), true), folder);

    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(file).hasFileName("append-2026-03-04T0506Z.json");
    assertThat(json.at("/loads/INSERT/1/perSecond").asDouble()).isEqualTo(12_345.679);
    assertThat(json.at("/judged/0/verdict").asText()).isEqualTo("PASS");
    assertThat(json.at("/steady/rate").asDouble()).isEqualTo(5000);
    assertThat(json.at("/steady/p99Millis").asDouble()).isEqualTo(7.5);
    assertThat(json.at("/steady/afterCheckpoint/p99Millis").asDouble()).isEqualTo(97.5);
    assertThat(json.at("/growth/0/large/treeSize").asLong()).isEqualTo(5_000_000);
    assertThat(json.at("/settings/machine/cores").asText()).isEqualTo("2");
    assertThat(json.at("/sound").asBoolean()).isTrue();
  }

  @Test
  void print_tellsVerdictsAndGrowth() {
    String text = printed(report(sound(), true));

    assertThat(text)
        .contains("| append, 64 connections | 0.50 x INSERT | 0.40 | 1.00 | pass |")
        .contains("12,346")
        .contains("5,000,000 entries")
        .contains("| the same, right after a checkpoint | **12,346** (12,346) | 1.0 | 97.5 |")
        .doesNotContain("NOT A QUIET MACHINE");
  }

  @Test
  void print_warnsOfADisturbedRun() {
    assertThat(printed(report(sound(), false))).contains("NOT A QUIET MACHINE");
  }

  @Test
  void isSound_notWithAWrongProofAFailureOrAMissingEntry() {
    Failures one = Failures.NONE.and(1, "x");

    assertThat(sound().isSound()).isTrue();
    assertThat(new Checks.Findings(9, one, Failures.NONE, 10, 10).isSound()).isFalse();
    assertThat(new Checks.Findings(9, Failures.NONE, one, 10, 10).isSound()).isFalse();
    assertThat(new Checks.Findings(9, Failures.NONE, Failures.NONE, 10, 9).isSound()).isFalse();
    assertThat(new Checks.Findings(0, Failures.NONE, Failures.NONE, 10, 10).isSound()).isFalse();
  }

  private static Checks.Findings sound() {
    return new Checks.Findings(9, Failures.NONE, Failures.NONE, 10, 10);
  }

  private static AppendReport report(Checks.Findings findings, boolean quiet) {
    Map<Load, Series> series = new EnumMap<>(Load.class);
    for (Load load : Load.values()) {
      series.put(load, new Series(load.title(), List.of(ROUND, ROUND, ROUND)));
    }
    return new AppendReport(
        "full",
        Instant.parse("2026-03-04T05:06:07Z"),
        Map.of("machine", Map.of("cores", "2")),
        series,
        new Steady(5000, ROUND, SLOWER),
        List.of(new Growth(Load.NDJSON, new Sized(10_000, ROUND), new Sized(5_000_000, ROUND))),
        List.of(Requirements.APPEND_64.of(0.5)),
        findings,
        quiet);
  }

  private static String printed(AppendReport report) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ReportTable(new PrintStream(bytes, true, StandardCharsets.UTF_8)).print(report);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
