package dev.tallystick.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.problem.ProblemDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/problems.md} lists exactly the codes that this module has. */
class ProblemsPageTest {
  @Test
  void page_hasOneRowForEachCode() throws Exception {
    Path page = Path.of(System.getProperty("tallystick.root"), "docs", "problems.md");

    List<String> rows =
        Files.readAllLines(page).stream()
            .dropWhile(line -> !line.equals("## libs/caller"))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("| `"))
            .toList();

    assertThat(rows)
        .containsExactly(
            row(new CallerProblem.NotYourParty()),
            row(new CallerProblem.NoSubject()),
            row(new CallerProblem.NotForStaff()),
            row(new CallerProblem.StaffPurposeRequired("manner")));
  }

  private static String row(CallerProblem problem) {
    ProblemDocument document = problem.document();
    return "| `%s` | %d | %s |".formatted(document.code(), document.status(), document.detail());
  }
}
