package dev.tallystick.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.problem.ProblemDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/problems.md} lists exactly the codes that this module has. */
class ProblemsPageTest {
  @Test
  void page_hasOneRowForEachCode() throws Exception {
    Path page = Path.of(System.getProperty("tallystick.root"), "docs", "problems.md");

    List<String> rows =
        Files.readAllLines(page).stream()
            .dropWhile(line -> !line.equals("## libs/quota"))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("| `"))
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(QuotaProblem.Code.values()).map(code -> row(code.document())).toList());
  }

  private static String row(ProblemDocument document) {
    return "| `%s` | %d | %s |".formatted(document.code(), document.status(), document.detail());
  }
}
