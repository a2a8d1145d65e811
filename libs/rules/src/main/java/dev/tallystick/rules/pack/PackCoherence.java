package dev.tallystick.rules.pack;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether what a pack asks for is asked: a need that no rule of the step looks at would let through
 * what its author meant to refuse. A need of the pack below that the author's own order of rules
 * leaves out is left out on purpose.
 */
final class PackCoherence {
  private static final String DEPOSIT = "DEPOSIT";
  private static final String TIERS = "tiers";
  private static final String EDGES = "edges";
  private static final String RULE = "rule";
  private static final String CONSENT = "consent";
  private static final String MODIFIERS = "modifiers";
  private static final String AGREEMENT = "agreement";
  private static final String REVIEW = "review";

  /** Which questions look at what an edge asks for. */
  private static final Map<String, List<Check>> ASKED_BY =
      Map.of(
          "purposes",
          List.of(Check.PURPOSE),
          "endPurposes",
          List.of(Check.PURPOSE),
          "licensed",
          List.of(Check.LICENCE, Check.SOURCE_LICENCE),
          AGREEMENT,
          List.of(Check.AGREEMENT),
          "plan",
          List.of(Check.PLAN),
          "assessment",
          List.of(Check.ASSESSMENT),
          REVIEW,
          List.of(Check.REVIEW),
          CONSENT,
          List.of(Check.CONSENT),
          MODIFIERS,
          List.of(Check.TIER));

  private static final List<PackNode> NONE = List.of();

  private PackCoherence() {}

  /** Checks a pack against its own text, before it was laid over another. */
  static void check(Pack pack, PackNode own) throws InvalidPackException {
    for (PackNode tier : below(own, TIERS)) {
      if (isThere(tier, RULE)) {
        checkTier(tier.get(RULE), pack);
      }
    }
    for (PackNode edge : below(own, EDGES)) {
      for (PackNode passage : edge.tree() instanceof PackTree.Members ? below(edge) : NONE) {
        checkAsked(passage, pack);
      }
    }
    checkCarriedOut(pack);
    PackNode edges = new PackNode("", pack.tree()).get(EDGES);
    for (Map.Entry<String, Edge> edge : pack.edges().entrySet()) {
      for (String step : edge.getValue().passages().keySet()) {
        checkKinds(edges.get(edge.getKey()).get(step), pack);
      }
    }
  }

  private static List<PackNode> below(PackNode node, String name) throws InvalidPackException {
    return isThere(node, name) ? below(node.get(name)) : NONE;
  }

  /** The members that are mappings; others say what needs no looking at. */
  private static List<PackNode> below(PackNode node) throws InvalidPackException {
    return node.members((name, member) -> member).values().stream()
        .filter(member -> member.tree() instanceof PackTree.Members)
        .toList();
  }

  private static boolean isThere(PackNode node, String name) throws InvalidPackException {
    return node.has(name) && !(node.get(name).tree() instanceof PackTree.Removed);
  }

  private static void checkTier(PackNode rule, Pack pack) throws InvalidPackException {
    String id = rule.text();
    for (Map.Entry<String, List<PackRule>> step : pack.steps().entrySet()) {
      boolean asked =
          step.getValue().stream()
              .anyMatch(r -> r.check().equals(Optional.of(Check.TIER)) && r.id().equals(id));
      if (!asked && !step.getKey().equals(DEPOSIT)) {
        throw rule.invalid("has the check TIER and stands in steps." + step.getKey());
      }
    }
  }

  private static void checkAsked(PackNode passage, Pack pack) throws InvalidPackException {
    String step = passage.path().substring(passage.path().lastIndexOf('.') + 1);
    for (String member : passage.names()) {
      List<Check> checks = ASKED_BY.getOrDefault(member, List.of());
      if (isThere(passage, member) && !checks.isEmpty() && !asks(pack, step, checks)) {
        throw passage
            .get(member)
            .invalid("needs a rule with the check %s in steps.%s".formatted(checks.get(0), step));
      }
    }
  }

  private static boolean asks(Pack pack, String step, List<Check> checks) {
    return pack.order(step).stream().anyMatch(rule -> checks.contains(rule.check().orElseThrow()));
  }

  /** What vault and bureau need of a permit: the seller's half, and a price. */
  private static void checkCarriedOut(Pack pack) throws InvalidPackException {
    for (Map.Entry<String, Edge> edge : pack.edges().entrySet()) {
      Optional<Passage> supply = Optional.ofNullable(edge.getValue().passages().get("RELEASE_1"));
      if (supply.isPresent() && supply.get().agreement().isEmpty()) {
        throw new InvalidPackException(
            "edges." + edge.getKey() + ".RELEASE_1.agreement",
            "must be there: it is the seller's half of the release");
      }
    }
    for (Check needed : List.of(Check.PRODUCT, Check.FEE)) {
      if (pack.steps().containsKey("RELEASE_2") && !asks(pack, "RELEASE_2", List.of(needed))) {
        throw new InvalidPackException("steps.RELEASE_2", "has the check " + needed);
      }
    }
  }

  private static void checkKinds(PackNode passage, Pack pack) throws InvalidPackException {
    if (passage.has(CONSENT)) {
      checkConsent(passage.get(CONSENT).get("kind"), pack);
    } else if (passage.has(MODIFIERS)) {
      // By law is by law: nobody asks for a tier's consent where none of the caller is asked for.
      throw passage.get(MODIFIERS).invalid("add to a consent, which must be there too");
    }
    for (PackNode modifier : below(passage, MODIFIERS)) {
      checkConsent(modifier.get("kind"), pack);
    }
    if (passage.has(AGREEMENT)) {
      checkAgreement(passage.get(AGREEMENT), pack);
    }
    if (passage.has(REVIEW)) {
      checkAgreement(passage.get(REVIEW).get(AGREEMENT), pack);
    }
  }

  private static void checkConsent(PackNode kind, Pack pack) throws InvalidPackException {
    kind.text(k -> pack.consentKind(k).isPresent(), "is a kind of consent of this pack");
  }

  private static void checkAgreement(PackNode kind, Pack pack) throws InvalidPackException {
    kind.text(k -> pack.agreementKind(k).isPresent(), "is a kind of agreement of this pack");
  }
}
