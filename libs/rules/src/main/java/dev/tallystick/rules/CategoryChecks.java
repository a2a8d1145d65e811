package dev.tallystick.rules;

import dev.tallystick.rules.pack.Category;
import dev.tallystick.rules.pack.ConsentNeed;
import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.pack.Passage;
import dev.tallystick.rules.pack.Purpose;
import dev.tallystick.rules.pack.Side;
import dev.tallystick.rules.pack.Tier;
import dev.tallystick.rules.state.Consent;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** What is asked about each category. What a person has not agreed to is left out. */
final class CategoryChecks {
  private CategoryChecks() {}

  /** The caller's fault, so the whole request is refused. */
  static Optional<PackRule> prohibited(Evaluation e, PackRule rule) {
    for (String wanted : e.wanted()) {
      Optional<Category> category = e.pack().category(wanted);
      if (category.isEmpty()) {
        return Optional.of(rule);
      }
      Optional<PackRule> prohibition = e.pack().prohibition(category.get());
      if (prohibition.isPresent()) {
        return prohibition;
      }
    }
    return Optional.empty();
  }

  static Optional<PackRule> consented(Evaluation e, PackRule rule) {
    if (e.passage().flatMap(Passage::consent).isEmpty()) {
      return Optional.empty();
    }
    for (String category : e.left()) {
      if (e.consent().filter(c -> c.categories().contains(category)).isEmpty()) {
        e.omit(category, rule);
      }
    }
    return e.unlessEnoughIsLeft(rule);
  }

  static Optional<PackRule> tier(Evaluation e, PackRule rule) {
    if (e.passage().flatMap(Passage::consent).isEmpty()) {
      // Without consent there is nothing to modify: the edge is open by law.
      return Optional.empty();
    }
    for (Tier tier : e.pack().tiers().values()) {
      if (tier.rule().equals(Optional.of(rule.id()))) {
        trim(e, rule, tier);
      }
    }
    return e.unlessEnoughIsLeft(rule);
  }

  private static void trim(Evaluation e, PackRule rule, Tier tier) {
    Map<String, ConsentNeed> needs = e.passage().map(Passage::modifiers).orElse(Map.of());
    Optional<ConsentNeed> need = Optional.ofNullable(needs.get(tier.code()));
    for (String category : e.left()) {
      boolean asked =
          e.pack().category(category).filter(c -> c.tiers().contains(tier.code())).isPresent();
      if (asked) {
        Optional<Consent> modifier = need.flatMap(n -> modifier(e, n, category));
        modifier.ifPresentOrElse(c -> rely(e, need.orElseThrow(), c), () -> e.omit(category, rule));
      }
    }
  }

  /** A consent to the leg before is relied on; it was used when that leg was released. */
  private static void rely(Evaluation e, ConsentNeed need, Consent consent) {
    if (need.recipient() == Side.TO) {
      e.evidence().use(consent);
    } else {
      e.evidence().relyOn(consent);
    }
    e.addModifier(consent);
  }

  private static Optional<Consent> modifier(Evaluation e, ConsentNeed need, String category) {
    ConsentSearch search = ConsentSearch.of(e, need);
    return e.consents().stream()
        .filter(search::finds)
        .filter(c -> c.isInForceAt(e.at()) && c.categories().contains(category))
        .filter(c -> !need.told() || isTold(c))
        .filter(c -> need.recipient() == Side.FROM || belongs(e, c))
        .filter(c -> OwnConsentChecks.hasUsesLeft(e, c))
        .max(Comparator.comparingLong(Consent::givenIndex));
  }

  /** What has to be told differs by kind; a consent cannot be logged with the other's. */
  private static boolean isTold(Consent consent) {
    Consent.Modifier modifier = consent.modifier();
    return modifier.adverseConsequencesTold()
        || (modifier.necessityTold() && modifier.impactTold());
  }

  /** Whether it adds to the consent in use, or is for the same purpose. */
  private static boolean belongs(Evaluation e, Consent modifier) {
    Optional<String> modifies = modifier.modifier().modifies();
    if (modifies.isPresent()) {
      return modifies.equals(e.consent().map(Consent::id));
    }
    Optional<String> purpose = Optional.of(modifier.purpose());
    return purpose.equals(e.request().what().purpose())
        || purpose.equals(e.request().what().endPurpose());
  }

  /** What a person agreed to in particular may serve more than the category does by default. */
  static Optional<PackRule> purpose(Evaluation e, PackRule rule) {
    if (e.passage().flatMap(Passage::consent).isEmpty()) {
      return Optional.empty();
    }
    String purpose = e.request().finalPurpose().orElse("");
    if (e.pack().purpose(purpose).filter(Purpose::everyCategory).isPresent()) {
      return Optional.empty();
    }
    for (String category : e.left()) {
      boolean serves = e.pack().category(category).filter(c -> c.serves(purpose)).isPresent();
      boolean agreed = e.modifiers().stream().anyMatch(c -> c.categories().contains(category));
      if (!serves && !agreed && !supplies(e, category)) {
        e.omit(category, rule);
      }
    }
    return e.unlessEnoughIsLeft(rule);
  }

  /** A supply that names no purpose in the end can serve whatever the category serves. */
  private static boolean supplies(Evaluation e, String category) {
    boolean supply = e.request().what().endPurpose().isEmpty();
    return supply
        && e.request().step() == Step.RELEASE
        && e.pack()
            .category(category)
            .filter(c -> c.everyPurpose() || !c.purposes().isEmpty())
            .isPresent();
  }
}
