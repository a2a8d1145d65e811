package dev.tallystick.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Knowing one service's README is knowing all. */
public abstract class ReadmeRules {
  private static final Path README = Path.of("README.md");

  @Test
  protected void headings_areThoseOfEveryService() throws IOException {
    assertThat(Files.readAllLines(README))
        .filteredOn(line -> line.startsWith("## "))
        .containsExactly(
            "## Purpose", "## Run", "## API", "## Configuration", "## Data and trust", "## Tests");
  }
}
