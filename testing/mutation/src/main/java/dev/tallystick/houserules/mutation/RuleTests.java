package dev.tallystick.houserules.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tests of a module that fail when the rule that they name is taken out: a committed file that
 * Surefire reads too, which takes the lines without a hash sign for the classes to run.
 */
public final class RuleTests {
  /** The modules that keep rules. */
  public static final List<String> MODULES =
      List.of("libs/rules", "audit-service", "bureau-service", "consent-service", "data-vault");

  private static final String FILE = "src/test/rules-taken-out.txt";
  private static final String HEAD =
      "# Tests that fail when the rule before their name is taken out (CONTRIBUTING.md). Written by them.\n";
  private static final Pattern TEST = Pattern.compile("# ([A-Z][A-Z0-9]*) (\\w+)");

  private final Path file;

  /** For each class, the rule of each test. */
  private final NavigableMap<String, NavigableMap<String, String>> classes = new TreeMap<>();

  private RuleTests(Path file) {
    this.file = file;
  }

  /** Those of a module; none if it has no such file. */
  public static RuleTests of(Path module) {
    RuleTests tests = new RuleTests(module.resolve(FILE));
    if (Files.exists(tests.file)) {
      tests.read();
    }
    return tests;
  }

  private void read() {
    String type = "";
    for (String line : lines()) {
      Matcher test = TEST.matcher(line);
      if (test.matches()) {
        of(type).put(test.group(2), test.group(1));
      } else if (line.endsWith(".java")) {
        type = line.substring(0, line.length() - ".java".length()).replace('/', '.');
      }
    }
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private NavigableMap<String, String> of(String type) {
    return classes.computeIfAbsent(type, any -> new TreeMap<>());
  }

  /** The rule that a test is listed for. */
  public Optional<String> ruleOf(String type, String test) {
    return Optional.ofNullable(classes.getOrDefault(type, new TreeMap<>()).get(test));
  }

  /** Whether a class has a test that is listed for one of these rules. */
  boolean hasAny(String type, NavigableSet<String> rules) {
    return classes.getOrDefault(type, new TreeMap<>()).values().stream().anyMatch(rules::contains);
  }

  /** The tests of each rule, by rule; each as its class and its name, with a dot between. */
  public NavigableMap<String, NavigableSet<String>> byRule() {
    NavigableMap<String, NavigableSet<String>> byRule = new TreeMap<>();
    classes.forEach(
        (type, tests) ->
            tests.forEach(
                (test, rule) ->
                    byRule.computeIfAbsent(rule, any -> new TreeSet<>()).add(type + "." + test)));
    return byRule;
  }

  /** Notes whether a test has failed without its rule, and writes the file. */
  void note(String rule, String type, String test, boolean failed) {
    if (failed) {
      of(type).put(test, rule);
    } else {
      of(type).remove(test);
    }
    classes.values().removeIf(NavigableMap::isEmpty);
    StringBuilder text = new StringBuilder(HEAD);
    classes.forEach(
        (name, tests) -> {
          text.append(name.replace('.', '/')).append(".java\n");
          tests.forEach((one, of) -> text.append("# " + of + " " + one + "\n"));
        });
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
