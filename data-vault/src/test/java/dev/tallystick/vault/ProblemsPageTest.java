package dev.tallystick.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.party.StatementRefusal;
import dev.tallystick.vault.problem.VaultProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/problems.md} lists exactly the refusals that this service has, with their statuses,
 * and those of single lines.
 */
class ProblemsPageTest {
  private static final Pattern ROW = Pattern.compile("\\| `([A-Z0-9_]+)` \\| ([0-9]{3}) \\|.*");
  private static final Pattern LINE_ROW =
      Pattern.compile("\\| `([A-Z0-9_]+)` \\| (R[0-9]+|–) \\|.*");
  private static final Pattern IN_CODE =
      Pattern.compile("ProblemDocument\\s*\\.of\\(\\s*\"([A-Z_]+)\",\\s*([0-9]{3}),");
  private static final Pattern ANY_CODE = Pattern.compile("\"([A-Z]+_[A-Z_]+)\"");

  @Test
  void page_listsTheCodesOfTheService() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (VaultProblemCode code : VaultProblemCode.values()) {
      expected.put(code.name(), String.valueOf(code.status()));
    }
    for (Path file : shared()) {
      IN_CODE.matcher(Files.readString(file)).results().forEach(found -> put(expected, found));
    }
    for (StatementRefusal refusal : StatementRefusal.values()) {
      expected.put(refusal.name(), String.valueOf(refusal.status()));
    }

    Map<String, String> listed = new TreeMap<>();
    section().forEach(line -> ROW.matcher(line).results().forEach(found -> put(listed, found)));

    assertThat(listed).isEqualTo(expected);
  }

  @Test
  void page_listsTheCodesOfLines() throws IOException {
    TreeSet<String> expected = new TreeSet<>();
    for (String name : List.of("LineCheck", "LineOwners", "DraftRecords")) {
      String code =
          Files.readString(Path.of("src/main/java/dev/tallystick/vault/deposit", name + ".java"));
      ANY_CODE.matcher(code).results().forEach(found -> expected.add(found.group(1)));
    }

    TreeSet<String> listed = new TreeSet<>();
    section()
        .forEach(
            line -> LINE_ROW.matcher(line).results().forEach(found -> listed.add(found.group(1))));

    assertThat(listed).isEqualTo(expected);
  }

  private static void put(Map<String, String> codes, MatchResult found) {
    codes.put(found.group(1), found.group(2));
  }

  /** The refusals that this service has from the directory of parties. */
  private static List<Path> shared() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../libs/directory/src/main/java"))) {
      return files.filter(file -> file.toString().endsWith("Unavailable.java")).toList();
    }
  }

  private static List<String> section() throws IOException {
    Path page = Path.of(System.getProperty("tallystick.root"), "docs", "problems.md");
    return Files.readAllLines(page).stream()
        .dropWhile(line -> !line.equals("## data-vault"))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .toList();
  }
}
