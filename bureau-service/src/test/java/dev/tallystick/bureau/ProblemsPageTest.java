package dev.tallystick.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.problem.BureauProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/problems.md} lists exactly the refusals that this service has, with their statuses.
 */
class ProblemsPageTest {
  private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| ([0-9]{3}) \\|.*");
  private static final Pattern IN_CODE =
      Pattern.compile("(?:ProblemDocument\\.of|super)\\(\\s*\"([A-Z_]+)\",\\s*([0-9]{3}),");

  @Test
  void page_listsTheCodesOfTheService() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (BureauProblemCode code : BureauProblemCode.values()) {
      expected.put(code.name(), Integer.toString(code.status()));
    }
    for (Path file : shared()) {
      IN_CODE.matcher(Files.readString(file)).results().forEach(found -> put(expected, found));
    }

    Map<String, String> listed = new TreeMap<>();
    section().forEach(line -> ROW.matcher(line).results().forEach(found -> put(listed, found)));

    assertThat(listed).isNotEmpty().isEqualTo(expected);
  }

  private static void put(Map<String, String> codes, MatchResult found) {
    codes.put(found.group(1), found.group(2));
  }

  /** Refusals of the directory of parties, which this service shares with others. */
  private static List<Path> shared() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../libs/directory/src/main/java"))) {
      return files.filter(file -> file.toString().endsWith("Unavailable.java")).toList();
    }
  }

  private static List<String> section() throws IOException {
    Path page = Path.of(System.getProperty("tallystick.root"), "docs", "problems.md");
    return Files.readAllLines(page).stream()
        .dropWhile(line -> !line.equals("## bureau-service"))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .toList();
  }
}
