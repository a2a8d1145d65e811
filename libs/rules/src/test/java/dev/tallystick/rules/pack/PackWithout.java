package dev.tallystick.rules.pack;

import dev.tallystick.houserules.mutation.TakenOutRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Packs without the row of one rule, and so without what refers to it: no step asks it, no edge,
 * tier or paper refuses by it, and a parameter that is its alone is gone. A pack's reader would
 * refuse most of them, which is why they are made of one that it has read.
 */
public final class PackWithout {
  private PackWithout() {}

  /** The same packs, without the rule that is taken out at the time of asking. */
  public static PackShelf shelf(PackShelf packs) {
    return digest -> packs.find(digest).map(PackWithout::takenOut);
  }

  private static Pack takenOut(Pack pack) {
    return TakenOutRule.id()
        .filter(pack.rules()::containsKey)
        .map(rule -> rule(pack, rule))
        .orElse(pack);
  }

  /** A pack without this rule. It keeps its digest, by which logs name it. */
  static Pack rule(Pack pack, String rule) {
    Map<String, PackRule> rules = new LinkedHashMap<>(pack.rules());
    rules.remove(rule);
    Map<String, List<PackRule>> steps = new LinkedHashMap<>();
    pack.steps()
        .forEach(
            (step, order) ->
                steps.put(step, order.stream().filter(asked -> !asked.id().equals(rule)).toList()));
    Map<String, Edge> edges = new LinkedHashMap<>();
    String otherwise = pack.defaultEdgeRule().id();
    pack.edges().forEach((name, edge) -> edges.put(name, edge(edge, rule, otherwise)));
    Map<String, Tier> tiers = new LinkedHashMap<>();
    pack.tiers().forEach((code, tier) -> tiers.put(code, tier(tier, rule)));
    return new Pack(
        head(pack),
        new Pack.Vocabulary(rules, pack.purposes(), pack.categories(), tiers),
        new Pack.Paths(steps, edges, otherwise),
        papers(pack, rule),
        pack.yaml(),
        pack.tree());
  }

  private static Pack.Head head(Pack pack) {
    return new Pack.Head(
        pack.id(),
        pack.family(),
        pack.version(),
        pack.title(),
        pack.disclaimer(),
        pack.extendedPack(),
        pack.extendedDigest(),
        pack.effectiveFrom(),
        pack.zone(),
        pack.countries(),
        pack.lifetime(),
        pack.clockTolerance());
  }

  private static Optional<String> unless(Optional<String> refers, String rule) {
    return refers.filter(one -> !one.equals(rule));
  }

  private static Edge edge(Edge edge, String rule, String otherwise) {
    Map<String, Passage> passages = new LinkedHashMap<>();
    edge.passages().forEach((step, passage) -> passages.put(step, passage(passage, rule)));
    String closed = edge.closed().equals(rule) ? otherwise : edge.closed();
    return new Edge(edge.from(), edge.to(), closed, passages);
  }

  private static Passage passage(Passage passage, String rule) {
    Map<String, ConsentNeed> modifiers = new LinkedHashMap<>(passage.modifiers());
    modifiers.values().removeIf(need -> need.rule().equals(rule));
    return new Passage(
        passage.purposes(),
        passage.endPurposes(),
        passage.licensed(),
        passage.agreement(),
        unless(passage.agreementRule(), rule),
        passage.filings(),
        passage.consent().filter(need -> !need.rule().equals(rule)),
        modifiers);
  }

  private static Tier tier(Tier tier, String rule) {
    return new Tier(
        tier.code(), tier.title(), unless(tier.refuse(), rule), unless(tier.rule(), rule));
  }

  /** Without the papers' references to it; the fees of a day count once by R60. */
  private static Papers papers(Pack pack, String rule) {
    Papers all = pack.papersBesideWords();
    Map<String, ConsentKind> consents = new LinkedHashMap<>();
    all.consents().forEach((name, kind) -> consents.put(name, consent(kind, rule)));
    Map<String, AgreementKind> agreements = new LinkedHashMap<>();
    all.agreements()
        .forEach(
            (name, kind) ->
                agreements.put(
                    name,
                    new AgreementKind(
                        kind.kind(),
                        kind.provider(),
                        kind.receiver(),
                        kind.clauses(),
                        unless(kind.approvalRule(), rule))));
    return new Papers(
        consents,
        pack.forbiddenRecipientWords(),
        all.promptCooldown(),
        agreements,
        all.licenceScopes(),
        all.approvalFromBasisPoints(),
        all.controlFromBasisPoints(),
        all.rivalRoles(),
        rule.equals("R60") ? "NONE" : all.feeDedup(),
        all.defaultUserClass(),
        all.retention(),
        all.protection(),
        all.supervision());
  }

  private static ConsentKind consent(ConsentKind kind, String rule) {
    SortedMap<String, String> told = new TreeMap<>(kind.told());
    told.values().removeIf(rule::equals);
    return new ConsentKind(
        kind.kind(),
        kind.disclosers(),
        kind.discloserOptional(),
        kind.recipients(),
        kind.items(),
        kind.separate(),
        kind.highlighted(),
        kind.forms(),
        unless(kind.formRule(), rule),
        told,
        kind.limits(),
        kind.collectors());
  }
}
