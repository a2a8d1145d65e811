package dev.tallystick.tally.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it does with the program is tested in tools/analysis. */
class AnalysisProgramTest {
  @TempDir private Path folder;

  @Test
  void programThatIsNotThere_isNotFound() {
    String nowhere = folder.resolve("analysis.jar").toString();

    assertThat(AnalysisProgram.find(Map.of("TALLY_ANALYSIS", nowhere))).isEmpty();
    assertThat(AnalysisProgram.missing()).contains("tools/analysis", "TALLY_ANALYSIS");
  }

  /** A file that is no program: it ends at once, and what is written to it breaks nothing. */
  @Test
  void programThatDoesNotStart_isTold() throws IOException, InterruptedException {
    Path jar = Files.writeString(folder.resolve("analysis.jar"), "no jar");
    AnalysisProgram program =
        AnalysisProgram.find(Map.of("TALLY_ANALYSIS", jar.toString())).orElseThrow();
    StringWriter err = new StringWriter();

    int exitCode =
        program.<IOException>run(
            List.of("export"),
            in -> {
              for (int i = 0; i < 1_000; i++) {
                in.write(new byte[10_000]);
              }
            },
            new PrintWriter(new StringWriter()),
            new PrintWriter(err));

    assertThat(exitCode).isNotZero();
    assertThat(err.toString()).contains("analysis.jar");
  }
}
