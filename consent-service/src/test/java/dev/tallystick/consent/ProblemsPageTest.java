package dev.tallystick.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.party.StatementRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/problems.md} lists exactly the refusals that this service has, with their statuses;
 * those of the rule packs are listed with the packs.
 */
class ProblemsPageTest {
  private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| ([0-9]{3}) \\|.*");

  @Test
  void page_listsTheCodesOfTheService() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (Class<?> codes : ConsentProblemCode.class.getPermittedSubclasses()) {
      for (Object each : codes.getEnumConstants()) {
        ConsentProblemCode code = (ConsentProblemCode) each;
        expected.put(code.name(), String.valueOf(code.status()));
      }
    }
    for (StatementRefusal refusal : StatementRefusal.values()) {
      if (refusal != StatementRefusal.REQUEST_REPLAYED) {
        expected.put(refusal.name(), String.valueOf(refusal.status()));
      }
    }

    Map<String, String> listed = new TreeMap<>();
    section().forEach(line -> ROW.matcher(line).results().forEach(found -> put(listed, found)));

    assertThat(listed).isEqualTo(expected);
  }

  private static void put(Map<String, String> codes, MatchResult found) {
    codes.put(found.group(1), found.group(2));
  }

  private static List<String> section() throws IOException {
    Path page = Path.of(System.getProperty("tallystick.root"), "docs", "problems.md");
    return Files.readAllLines(page).stream()
        .dropWhile(line -> !line.equals("## consent-service"))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .toList();
  }
}
