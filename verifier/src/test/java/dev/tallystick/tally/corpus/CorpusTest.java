package dev.tallystick.tally.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.tally.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
  private static final List<CorpusCase> CASES = Corpus.all();

  @TempDir private Path folder;

  @Test
  void tally_givesEachFileItsVerdict() throws IOException {
    Set<String> verdicts = new TreeSet<>();
    for (CorpusCase one : CASES) {
      if (one.verdict().isEmpty()) {
        continue;
      }
      Run run = one.run(folder);
      JsonNode report = run.json();
      verdicts.add(one.verdict());
      assertThat(report.get("verdict").asText())
          .as("%s: %s", one, run.out())
          .isEqualTo(one.verdict());
      if (!one.check().isEmpty()) {
        assertThat(Verdicts.of(report)).as("%s", one).contains(one.check() + ": " + one.verdict());
      }
    }
    assertThat(verdicts).containsExactly("cannot-tell", "does-not-hold", "holds");
  }

  /** A flipped bit is found, save in what nobody vouches for and in spellings of the same. */
  @Test
  void tally_findsFlippedBits() throws IOException {
    List<CorpusCase> flips = CASES.stream().filter(one -> one.name().startsWith("flip-")).toList();
    int holding = 0;
    for (CorpusCase one : flips) {
      holding += one.run(folder).exitCode() == 0 ? 1 : 0;
    }
    assertThat(flips).hasSizeGreaterThan(500);
    assertThat(holding).isLessThan(40);
  }

  @Test
  void names_areDifferent() {
    assertThat(CASES.stream().map(CorpusCase::name).distinct())
        .hasSameSizeAs(CASES)
        .hasSizeGreaterThan(2000);
  }
}
