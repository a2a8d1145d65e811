package dev.tallystick.houserules.mutation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which rules are taken out in this run, and which tests have to notice. */
final class MutationPlan {
  private static final String ASKED = "tallystick.rules.take-out";
  private static final String WRITE = "tallystick.rules.write";
  private static final String ALL = "all";
  private static final String DRAWN = "drawn";
  private static final Pattern NUMBERED = Pattern.compile("R[0-9]{2}");

  /** Rules of the suite's own, which the names of tests of this library begin with as well. */
  private static final Set<String> HOUSE_RULES =
      Set.of(
          "COLLECTOR",
          "CONFLICT",
          "FOREIGN",
          "FREEZE",
          "KEEP",
          "KEY",
          "LIMIT",
          "LINEAGE",
          "PARTY",
          "PRODUCT",
          "SOURCE",
          "STANDING",
          "TERM",
          "USES");

  private final RuleTests tests;
  private final NavigableSet<String> rules;
  private final boolean writing;
  private final Predicate<String> isRule;

  private MutationPlan(
      RuleTests tests, NavigableSet<String> rules, boolean writing, Predicate<String> isRule) {
    this.tests = tests;
    this.rules = rules;
    this.writing = writing;
    this.isRule = isRule;
  }

  /** What the settings of this run ask for; empty if nothing. */
  static Optional<MutationPlan> asked() {
    return Optional.ofNullable(System.getProperty(ASKED)).map(MutationPlan::of);
  }

  private static MutationPlan of(String asked) {
    Path module = Path.of(System.getProperty("basedir", ""));
    Path root = Path.of(System.getProperty("tallystick.root", ""));
    RuleTests tests = RuleTests.of(module);
    boolean writing = Boolean.getBoolean(WRITE);
    NavigableSet<String> rules = new TreeSet<>();
    if (asked.equals(DRAWN)) {
      String commit = RuleDraw.commit(root);
      List<String> every = new ArrayList<>();
      RuleTests.MODULES.forEach(
          name -> every.addAll(RuleTests.of(root.resolve(name)).byRule().keySet()));
      rules.addAll(RuleDraw.draw(commit, every));
      say("drawn by commit " + commit + ": " + rules);
    } else if (!asked.equals(ALL)) {
      rules.addAll(List.of(asked.split(",", -1)));
    } else {
      rules.addAll(tests.byRule().keySet());
    }
    boolean house = module.endsWith("rules");
    return new MutationPlan(
        tests,
        rules,
        writing,
        word -> NUMBERED.matcher(word).matches() || (house && HOUSE_RULES.contains(word)));
  }

  private static void say(String what) {
    System.out.println("[rules taken out] " + what);
  }

  boolean wants(String type) {
    return writing || tests.hasAny(type, rules);
  }

  /** The rule that a test has to notice the absence of; empty if it is none of this run's. */
  Optional<String> ruleOf(String type, String test) {
    return writing ? named(test) : tests.ruleOf(type, test).filter(rules::contains);
  }

  /** The rule that a test's name begins with; a numbered one before one of the suite's own. */
  Optional<String> named(String test) {
    List<String> begins = new ArrayList<>();
    for (String word : test.split("_", -1)) {
      String rule = word.toUpperCase(Locale.ROOT);
      if (!isRule.test(rule)) {
        break;
      }
      begins.add(rule);
    }
    return begins.stream()
        .filter(rule -> NUMBERED.matcher(rule).matches())
        .findFirst()
        .or(() -> begins.stream().findFirst());
  }

  void judge(String rule, String type, String test, boolean failed) {
    say("without " + rule + " " + test + (failed ? " fails" : " PASSES"));
    if (writing) {
      tests.note(rule, type, test, failed);
    } else if (!failed) {
      throw new AssertionError(test + " passes though " + rule + " is taken out");
    }
  }
}
