package dev.tallystick.tally.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.tally.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
  @TempDir private Path folder;

  @Test
  void tally_givesEachFileItsVerdict() throws IOException {
    List<CorpusCase> cases = Corpus.all();
    Set<String> verdicts = new TreeSet<>();
    for (CorpusCase one : cases) {
      Run run = one.run(folder);
      JsonNode report = run.json();
      String verdict = report.get("verdict").asText();
      if (!one.verdict().isEmpty()) {
        verdicts.add(one.verdict());
        assertThat(verdict).as("%s: %s", one, run.out()).isEqualTo(one.verdict());
      }
      if (!one.check().isEmpty()) {
        assertThat(Verdicts.of(report)).as("%s", one).contains(one.check() + ": " + one.verdict());
      }
    }
    assertThat(verdicts).containsExactly("cannot-tell", "does-not-hold", "holds");
    assertThat(cases).hasSizeGreaterThan(400);
  }

  /** A flipped bit is found, save in what nobody vouches for and in spellings of the same. */
  @Test
  void tally_findsFlippedBits() throws IOException {
    Set<String> holding = new HashSet<>();
    for (CorpusCase one : Corpus.all()) {
      if (one.name().startsWith("flip-") && one.run(folder).exitCode() == 0) {
        holding.add(one.name());
      }
    }
    assertThat(holding).hasSizeLessThan(40);
  }

  @Test
  void names_areDifferent() {
    List<CorpusCase> cases = Corpus.all();

    assertThat(cases.stream().map(CorpusCase::name).distinct()).hasSameSizeAs(cases);
  }
}
