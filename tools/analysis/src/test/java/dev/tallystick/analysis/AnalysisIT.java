package dev.tallystick.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.tally.AuditorServer;
import dev.tallystick.tally.Run;
import dev.tallystick.tally.market.BundleSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tally} starts the packaged program, which {@code TALLY_ANALYSIS} names here. */
class AnalysisIT {
  @TempDir private Path folder;
  private final BundleSample sample = SampleExport.sample();

  @Test
  void tally_exportsByLoggedReadsAndAnswersQuestions() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "a-token\n");
    Path export = folder.resolve("export");
    int size = sample.market().log().size();
    sample.files().putAll(sample.market().log().published().files());
    try (AuditorServer server = AuditorServer.of(sample.files(), sample.market().log().lines())) {
      Run run =
          Run.tally(
              "export",
              "--parquet",
              export.toString(),
              "--token-file",
              token.toString(),
              "--audit-url",
              server.url(),
              "--purpose",
              "case 7");

      assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
      assertThat(run.err()).contains("entries.parquet: " + size + " rows");
      assertThat(server.asked())
          .containsExactly("/v1/openings?from=0&to=" + size + "&purpose=case+7");
    }
    Run query =
        Run.tally(
            "query",
            "--in",
            export.toString(),
            "--format",
            "csv",
            "select recipient, sum(amount) as amount from money_flow group by all");
    assertThat(query.out()).isEqualTo("recipient,amount\nbank-riverside,200\n");
    assertThat(query.exitCode()).isZero();
    Run refused = Run.tally("query", "--in", export.toString(), "from '/etc/passwd'");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.out() + refused.err()).contains("tally: ").doesNotContain("root:");
  }

  @Test
  void tally_writesALineageAsParquet() throws IOException {
    Path answer = Files.writeString(folder.resolve("lineage.json"), "");
    Files.write(answer, CanonicalJson.messageBytes(sample.lineage()));
    Path file = folder.resolve("lineage.parquet");

    Run run =
        Run.tally("lineage", answer.toString(), "--format", "parquet", "--out", file.toString());

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(file).isNotEmptyFile();
  }

  /** Half of the openings must not look like all of them. */
  @Test
  void exportThatIsRefusedOnTheWay_leavesNoFiles() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "another\n");
    Path export = folder.resolve("export");
    try (AuditorServer server = AuditorServer.of(sample.files(), sample.market().log().lines())) {
      Run run =
          Run.tally(
              "export",
              "--parquet",
              export.toString(),
              "--token-file",
              token.toString(),
              "--audit-url",
              server.url());

      assertThat(run.exitCode()).isEqualTo(2);
    }
    if (Files.exists(export)) {
      try (Stream<Path> files = Files.list(export)) {
        assertThat(files.filter(file -> file.toString().endsWith(".parquet"))).isEmpty();
      }
    }
  }
}
