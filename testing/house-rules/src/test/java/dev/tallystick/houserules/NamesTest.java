package dev.tallystick.houserules;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Names in the whole repository: one class a name, and documents name what is there. */
class NamesTest {
  private static final Path BENCH = ShellScript.ROOT.resolve("bench");
  private static final Set<String> NO_CLASSES = Set.of("package-info", "module-info");
  private static final Pattern TEST = Pattern.compile("(?<![@\\w])[A-Z]\\w*[a-z](?:Test|IT)\\b");

  /** A package in a map's row: {@code `audit.entry`}, {@code `.sealing`}, {@code `local.*`}. */
  private static final Pattern PACKAGE = Pattern.compile("`([a-z]*)((?:\\.[a-z]+)*)(\\.\\*)?`");

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (?:`([a-z/-]+)` )?\\| ([^|]*) \\| [^|]*\\|$");

  private static final NavigableSet<Path> SOURCES = new TreeSet<>();

  @BeforeAll
  static void list() throws IOException {
    DocumentsTest.texts().stream()
        .filter(file -> file.toString().endsWith(".java"))
        .forEach(SOURCES::add);
    assertThat(SOURCES).hasSizeGreaterThan(1_000);
  }

  private static Stream<Path> main() {
    return SOURCES.stream().filter(file -> file.toString().contains("/src/main/java/"));
  }

  private static String className(Path source) {
    return source.getFileName().toString().replace(".java", "");
  }

  /** But for the measurements, which no other module uses. */
  @Test
  void classes_haveANameOfTheirOwn() {
    Map<String, List<Path>> byName = new TreeMap<>();
    main()
        .filter(file -> !NO_CLASSES.contains(className(file)) && !file.startsWith(BENCH))
        .forEach(file -> byName.merge(className(file), List.of(file), NamesTest::both));

    assertThat(byName.values()).filteredOn(files -> files.size() > 1).isEmpty();
  }

  private static List<Path> both(List<Path> some, List<Path> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** A document that says what a test shows must not outlive it. */
  @Test
  void documents_nameTestsThatAreThere() throws IOException {
    NavigableSet<String> known =
        SOURCES.stream().map(NamesTest::className).collect(toCollection(TreeSet::new));
    Map<String, Set<String>> unknown = new TreeMap<>();
    for (Path file : DocumentsTest.texts()) {
      if (file.toString().endsWith(".md")) {
        TEST.matcher(Files.readString(file))
            .results()
            .map(MatchResult::group)
            .filter(name -> !known.contains(name))
            .forEach(
                name ->
                    unknown
                        .computeIfAbsent(name, any -> new TreeSet<>())
                        .add(ShellScript.ROOT.relativize(file).toString()));
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void packageMap_namesEveryPackage() throws IOException {
    Map<String, Set<String>> mapped = new HashMap<>();
    String page = Files.readString(ShellScript.ROOT.resolve("CONTRIBUTING.md"));
    String map =
        page.substring(page.indexOf("## Package map"), page.indexOf("## Your first change"));
    String module = "";
    for (MatchResult row : ROW.matcher(map).results().toList()) {
      module = row.group(1) == null ? module : row.group(1);
      String root = "";
      for (MatchResult name : PACKAGE.matcher(row.group(2)).results().toList()) {
        root = name.group(1).isEmpty() ? root : name.group(1);
        String rest = name.group(3) == null ? "" : ".*";
        mapped.computeIfAbsent(module, any -> new TreeSet<>()).add(root + name.group(2) + rest);
      }
    }

    NavigableSet<String> missing = new TreeSet<>();
    main()
        .filter(file -> !NO_CLASSES.contains(className(file)))
        .forEach(
            file -> {
              String path = ShellScript.ROOT.relativize(file).toString();
              String in = path.substring(0, path.indexOf("/src/main/java/"));
              String type = path.substring(path.indexOf("dev/tallystick/") + 15);
              String name = type.substring(0, type.lastIndexOf('/')).replace('/', '.');
              Set<String> names = mapped.getOrDefault(in, Set.of());
              boolean isThere =
                  names.stream()
                      .anyMatch(
                          one ->
                              one.endsWith(".*")
                                  ? (name + ".").startsWith(one.substring(0, one.length() - 1))
                                  : one.equals(name));
              if (!isThere) {
                missing.add(in + ": " + name);
              }
            });
    assertThat(missing).isEmpty();
  }
}
