package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.pack.ShippedPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/rules.md} is made of the shipped packs and of the names of the tests here, so it says
 * neither more nor less than they do. With {@code -Dtallystick.write-docs=true} it is written.
 */
class RulesPageTest {
  private static final Path ROOT = Path.of(System.getProperty("tallystick.root"));
  private static final Path PAGE = ROOT.resolve("docs/rules.md");
  private static final List<Path> TESTS =
      List.of(
          ROOT.resolve("libs/rules/src/test/java"), ROOT.resolve("consent-service/src/test/java"));
  private static final Pattern TEST = Pattern.compile("@Test\\s+void (\\w+)\\(");
  private static final List<String> STEPS =
      List.of("DEPOSIT", "RELEASE_1", "RELEASE_2", "RELEASE", "ONWARD");

  @Test
  void thePageIsWhatThePacksAndTheTestsSay() throws IOException {
    String page = page();
    if (Boolean.getBoolean("tallystick.write-docs")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("run the test with -Dtallystick.write-docs=true").exists().hasContent(page);
  }

  /** A rule without a test of its name would be a claim. */
  @Test
  void everyRuleOfAStepHasATestThatNamesIt() throws IOException {
    Map<String, List<String>> tests = tests();
    for (Pack pack : ShippedPacks.all()) {
      for (String step : STEPS) {
        for (PackRule rule : pack.order(step)) {
          assertThat(tests).as(step).containsKey(rule.id());
        }
      }
    }
  }

  /** Whatever this library or consent-service is to refuse, a test of that name shows it. */
  @Test
  void everyRuleOfConsentServiceHasATestThatNamesIt() throws IOException {
    Map<String, List<String>> tests = tests();
    for (PackRule rule : ShippedPacks.get("cn-2022").rules().values()) {
      if (rule.check().isPresent() || rule.enforced().equals(Optional.of("CONSENT"))) {
        assertThat(tests).as(rule.id()).containsKey(rule.id());
      }
    }
  }

  @Test
  void thePackHasAllSixtySevenRules() {
    for (int number = 1; number <= 67; number++) {
      assertThat(ShippedPacks.get("cn-2022").rules())
          .containsKey("R" + (number < 10 ? "0" : "") + number);
    }
  }

  private static String page() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Rules

        Made from the rule packs and the tests of `libs/rules` and `consent-service` by `RulesPageTest`; not edited by hand. A pack is data
        (`libs/rules/src/main/resources/dev/tallystick/rules/packs`): edges, purposes, categories, consents and the order
        of the rules. **Not legal advice.** Confidence: V the provision's own text was read, S a secondary source says so,
        M from general knowledge.

        *Decided at* lists the steps at which `libs/rules` decides by the rule: an auditor can replay it. A rule of another
        owner is enforced where the data is: `CONSENT`, `VAULT`, `BUREAU` and `AUDIT` are the services. *State*: `decided` and
        `enforced` rules name the tests that show it; what is `its owner's` is for that service's own tests to show;
        what is `planned` is said by the pack and refused by nothing.
        """);
    for (Pack pack : ShippedPacks.all()) {
      append(page, pack);
    }
    return page.toString();
  }

  private static void append(StringBuilder page, Pack pack) throws IOException {
    page.append("\n## ").append(pack.id()).append("\n\n").append(pack.title());
    page.append(". Version ").append(pack.version());
    pack.extendedPack().ifPresent(base -> page.append(", laid over `").append(base).append("`"));
    page.append(", from ").append(pack.effectiveFrom()).append(", time zone ");
    page.append(pack.zone()).append(".\n\nThe rules in the order of each step:\n\n");
    for (String step : STEPS) {
      page.append("- `").append(step).append("`: ");
      page.append(String.join(" ", pack.order(step).stream().map(PackRule::id).toList()));
      page.append("\n");
    }
    page.append("\n| rule | says | refused | decided at or owner | state | citation | tests |\n");
    page.append("|---|---|---|---|---|---|---|\n");
    Map<String, List<String>> tests = tests();
    for (PackRule rule : new TreeMap<>(pack.rules()).values()) {
      page.append("| ").append(rule.id()).append(" | ").append(rule.title());
      page.append(" | ").append(refusal(rule)).append(" | ");
      page.append(place(pack, rule)).append(" | ").append(condition(rule));
      page.append(" | ").append(rule.citation());
      page.append(" (").append(rule.confidence()).append(") | ");
      page.append(String.join(", ", tests.getOrDefault(rule.id(), List.of()))).append(" |\n");
    }
  }

  private static String refusal(PackRule rule) {
    return rule.code().isEmpty() ? "nothing" : rule.status() + " `" + rule.code() + "`";
  }

  private static String condition(PackRule rule) {
    if (rule.check().isPresent() || rule.enforced().filter("R59"::equals).isPresent()) {
      return "decided";
    }
    if (rule.planned().isPresent()) {
      return "**planned**: nothing enforces it yet";
    }
    return rule.enforced().equals(Optional.of("CONSENT")) ? "enforced" : "its owner's";
  }

  private static String place(Pack pack, PackRule rule) {
    List<String> steps = STEPS.stream().filter(step -> pack.order(step).contains(rule)).toList();
    boolean edge = pack.edges().values().stream().anyMatch(e -> e.closed().equals(rule.id()));
    return rule.enforced()
        .or(rule::planned)
        .orElseGet(
            () -> {
              String without = edge ? "every step, by edge" : "no step of this pack";
              return steps.isEmpty() ? without : String.join(", ", steps);
            });
  }

  /** The tests of each rule: those whose names begin with it, or with several joined. */
  private static Map<String, List<String>> tests() throws IOException {
    Map<String, List<String>> tests = new TreeMap<>();
    for (Path folder : TESTS) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith("Test.java")).sorted().toList()) {
          collect(Files.readString(file), tests);
        }
      }
    }
    return tests;
  }

  private static void collect(String source, Map<String, List<String>> tests) {
    Matcher matcher = TEST.matcher(source);
    while (matcher.find()) {
      for (String rule : rulesOf(matcher.group(1))) {
        tests.computeIfAbsent(rule, r -> new ArrayList<>()).add("`" + matcher.group(1) + "`");
      }
    }
  }

  private static Set<String> rulesOf(String test) {
    Set<String> rules = new TreeSet<>();
    for (String word : test.split("_", -1)) {
      String id = word.toUpperCase(Locale.ROOT);
      if (!ShippedPacks.get("cn-2022").rules().containsKey(id)) {
        break;
      }
      rules.add(id);
    }
    return rules;
  }
}
