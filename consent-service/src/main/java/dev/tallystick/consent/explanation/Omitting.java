package dev.tallystick.consent.explanation;

import dev.tallystick.rules.pack.Check;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.pack.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the rule by which a category was left out, of which a decision tells the code. */
final class Omitting {
  /** The questions that are asked of each category by itself. */
  private static final Set<Check> OF_A_CATEGORY =
      EnumSet.of(
          Check.CONSENT_SCOPE,
          Check.TIER,
          Check.CATEGORY_PURPOSE,
          Check.PARENT_RETENTION,
          Check.SOURCES);

  private Omitting() {}

  /** Rules may share a code: those of tiers are told apart by the category's own. */
  static Optional<PackRule> rule(Pack pack, String category, String code) {
    List<PackRule> possible =
        pack.rules().values().stream()
            .filter(rule -> rule.code().equals(code))
            .filter(rule -> rule.check().filter(OF_A_CATEGORY::contains).isPresent())
            .toList();
    return possible.stream()
        .filter(rule -> isNoTier(rule) || isAskedFor(pack, category, rule))
        .findFirst()
        .or(() -> possible.stream().findFirst());
  }

  private static boolean isNoTier(PackRule rule) {
    return rule.check().filter(Check.TIER::equals).isEmpty();
  }

  private static boolean isAskedFor(Pack pack, String category, PackRule rule) {
    return pack.category(category).stream()
        .flatMap(found -> found.tiers().stream())
        .map(tier -> Optional.ofNullable(pack.tiers().get(tier)).flatMap(Tier::rule))
        .anyMatch(Optional.of(rule.id())::equals);
  }
}
