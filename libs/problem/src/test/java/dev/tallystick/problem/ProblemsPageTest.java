package dev.tallystick.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/problems.md} lists exactly the codes that this module has. */
class ProblemsPageTest {

  @Test
  void page_hasOneRowForEachCode() throws Exception {
    Path page = Path.of(System.getProperty("tallystick.root"), "docs", "problems.md");

    List<String> rows =
        Files.readAllLines(page).stream()
            .dropWhile(line -> !line.equals("## Every service"))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("| `"))
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(Stream.of(FrameworkProblem.values()).map(this::row).toList());
  }

  @Test
  void links_leadToTheCodesOfEveryModule() throws Exception {
    String page =
        Files.readString(Path.of(System.getProperty("tallystick.root"), "docs", "problems.md"));
    List<String> codes =
        Pattern.compile("(?m)^\\| `([A-Z][A-Z0-9_]*)` \\| ")
            .matcher(page)
            .results()
            .map(row -> row.group(1))
            .distinct()
            .toList();
    List<String> anchors =
        Pattern.compile("<a id=\"([a-z0-9-]+)\"></a>")
            .matcher(page)
            .results()
            .map(anchor -> "docs/problems.md#" + anchor.group(1))
            .toList();

    assertThat(codes).hasSizeGreaterThan(200);
    assertThat(anchors)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            codes.stream().map(code -> ProblemDocument.of(code, 400, "t", "d").help()).toList());
  }

  private String row(FrameworkProblem problem) {
    ProblemDocument document = problem.document();
    return "| `%s` | %d | %s |".formatted(document.code(), document.status(), document.detail());
  }
}
