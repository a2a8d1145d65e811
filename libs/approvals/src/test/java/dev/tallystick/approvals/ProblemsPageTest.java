package dev.tallystick.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.problem.ProblemDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/problems.md} lists exactly the codes that this module has. */
class ProblemsPageTest {
  @Test
  void page_hasOneRowForEachCode() throws Exception {
    Path page = Path.of(System.getProperty("tallystick.root"), "docs", "problems.md");

    List<String> rows =
        Files.readAllLines(page).stream()
            .dropWhile(line -> !line.equals("## libs/approvals"))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("| `"))
            .toList();

    assertThat(rows)
        .containsExactly(
            row(ApprovalProblem.unknown()),
            row(ApprovalProblem.ofProposer()),
            row(ApprovalProblem.notYours()),
            row(ApprovalProblem.notAPerson()),
            row(ApprovalProblem.secondFactor()),
            row(ApprovalProblem.closed()),
            row(ApprovalProblem.underWay()),
            row(ApprovalProblem.rate(Duration.ofSeconds(1))),
            row(ApprovalProblem.auditUnavailable()));
  }

  private static String row(ApprovalProblem problem) {
    ProblemDocument document = problem.document();
    return "| `%s` | %d | %s |".formatted(document.code(), document.status(), document.detail());
  }
}
