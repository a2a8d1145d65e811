package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.mutation.RuleTests;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.pack.ShippedPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/rules.md} is made of the shipped packs and of the tests that are known to fail when
 * their rule is taken out, so it says neither more nor less than they do. With {@code
 * -Dtallystick.write-docs=true} it is written.
 */
class RulesPageTest {
  private static final Path ROOT = Path.of(System.getProperty("tallystick.root"));
  private static final Path PAGE = ROOT.resolve("docs/rules.md");

  /** What no pack can do without: the rule that refuses whatever no edge allows. */
  private static final String DEFAULT_EDGE = "EDGE";

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

  /** A rule without a test that notices its absence would be a claim. */
  @Test
  void everyRuleOfAStepHasATestThatFailsWithoutIt() {
    SortedMap<String, SortedSet<String>> tests = tests();
    for (Pack pack : ShippedPacks.all()) {
      for (String step : STEPS) {
        for (PackRule rule : pack.order(step)) {
          if (!rule.id().equals(DEFAULT_EDGE)) {
            assertThat(tests).as(step).containsKey(rule.id());
          }
        }
      }
    }
  }

  @Test
  void eachOfTheSixtySevenHasATestThatFailsWithoutIt() {
    assertThat(tests()).containsKeys(numbered().toArray(String[]::new));
  }

  /** The lists are written by the tests, and a test that is renamed is on none. */
  @Test
  void everyTestThatIsListedIsThere() throws IOException {
    for (String module : RuleTests.MODULES) {
      Path sources = ROOT.resolve(module).resolve("src/test/java");
      for (SortedSet<String> tests : RuleTests.of(ROOT.resolve(module)).byRule().values()) {
        for (String test : tests) {
          int dot = test.lastIndexOf('.');
          Path source = sources.resolve(test.substring(0, dot).replace('.', '/') + ".java");
          assertThat(source).content().contains("void " + test.substring(dot + 1) + "(");
        }
      }
    }
  }

  /** What is shipped calls no rule planned that a test notices the absence of. */
  @Test
  void noRuleThatIsEnforcedIsCalledPlanned() {
    SortedMap<String, SortedSet<String>> tests = tests();
    for (Pack pack : ShippedPacks.all()) {
      assertThat(pack.rules().values())
          .as(pack.id())
          .noneMatch(rule -> rule.planned().isPresent() && tests.containsKey(rule.id()));
    }
  }

  @Test
  void thePackHasAllSixtySevenRules() {
    assertThat(ShippedPacks.get("cn-2022").rules()).containsKeys(numbered().toArray(String[]::new));
  }

  private static List<String> numbered() {
    return IntStream.rangeClosed(1, 67).mapToObj("R%02d"::formatted).toList();
  }

  private static String page() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Rules

        Made from the rule packs, and from the tests that fail when their rule is taken out, by `RulesPageTest`; not edited by hand. A pack is data
        (`libs/rules/src/main/resources/dev/tallystick/rules/packs`): edges, purposes, categories, consents and the order
        of the rules. **Not legal advice.** Confidence: V the provision's own text was read, S a secondary source says so,
        M from general knowledge.

        *Decided at* lists the steps at which `libs/rules` decides by the rule: an auditor can replay it. A rule of another
        owner is enforced where the data is: `CONSENT`, `VAULT`, `BUREAU` and `AUDIT` are the services. *State*: what is `decided` or
        `enforced` names its tests; what is `planned` is said by the pack and refused by nothing. A test stands here only if it is
        known to fail without its rule: `mvn verify -Pendurance` takes out each rule in turn, CI five that the commit's hash draws.
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
    SortedMap<String, SortedSet<String>> tests = tests();
    for (PackRule rule : new TreeMap<>(pack.rules()).values()) {
      page.append("| ").append(rule.id()).append(" | ").append(rule.title());
      page.append(" | ").append(refusal(rule)).append(" | ");
      page.append(place(pack, rule)).append(" | ").append(condition(rule));
      page.append(" | ").append(rule.citation());
      page.append(" (").append(rule.confidence()).append(") | ");
      page.append(
          tests.getOrDefault(rule.id(), new TreeSet<>()).stream()
              .map(test -> "`" + test.substring(test.lastIndexOf('.') + 1) + "`")
              .distinct()
              .collect(Collectors.joining(", ")));
      page.append(" |\n");
    }
  }

  private static String refusal(PackRule rule) {
    return rule.code().isEmpty() ? "nothing" : rule.status() + " `" + rule.code() + "`";
  }

  private static String condition(PackRule rule) {
    if (rule.check().isPresent() || rule.enforced().filter("R59"::equals).isPresent()) {
      return "decided";
    }
    return rule.planned().isPresent() ? "**planned**: nothing enforces it yet" : "enforced";
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

  /** The tests that fail without it, by rule. */
  private static SortedMap<String, SortedSet<String>> tests() {
    SortedMap<String, SortedSet<String>> tests = new TreeMap<>();
    for (String module : RuleTests.MODULES) {
      RuleTests.of(ROOT.resolve(module))
          .byRule()
          .forEach(
              (rule, names) -> tests.computeIfAbsent(rule, any -> new TreeSet<>()).addAll(names));
    }
    return tests;
  }
}
