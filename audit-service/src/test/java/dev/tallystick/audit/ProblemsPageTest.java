package dev.tallystick.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.events.EventCode;
import dev.tallystick.party.StatementRefusal;
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
  private static final Pattern LITERAL_CODE = Pattern.compile("ProblemDocument\\.of\\(\\s*\"");

  @Test
  void page_listsTheCodesOfTheService() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (AuditProblemCode code : AuditProblemCode.values()) {
      expected.put(code.name(), Integer.toString(code.status()));
    }
    for (EventCode code : EventCode.values()) {
      expected.put(code.name(), code == EventCode.MALFORMED_JSON ? "400" : "422");
    }

    for (StatementRefusal refusal : StatementRefusal.values()) {
      // A release has one acknowledgement, so its statement may be sent again.
      if (refusal != StatementRefusal.REQUEST_REPLAYED) {
        expected.put(refusal.name(), Integer.toString(refusal.status()));
      }
    }

    Map<String, String> listed = new TreeMap<>();
    section().forEach(line -> ROW.matcher(line).results().forEach(found -> put(listed, found)));

    assertThat(listed).isEqualTo(expected);
  }

  @Test
  void code_standsInTheListAndNowhereElse() throws IOException {
    for (Path file : sources()) {
      assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(LITERAL_CODE);
    }
  }

  private static void put(Map<String, String> codes, MatchResult found) {
    codes.put(found.group(1), found.group(2));
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static List<String> section() throws IOException {
    Path page = Path.of(System.getProperty("tallystick.root"), "docs", "problems.md");
    return Files.readAllLines(page).stream()
        .dropWhile(line -> !line.equals("## audit-service"))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .toList();
  }
}
