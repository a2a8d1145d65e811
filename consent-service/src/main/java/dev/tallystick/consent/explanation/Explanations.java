package dev.tallystick.consent.explanation;

import dev.tallystick.consent.DecisionProblemCode;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.type.Omission;
import dev.tallystick.rules.audit.SignedClaims;
import dev.tallystick.rules.document.ClaimedFee;
import dev.tallystick.rules.document.DecisionClaims;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackRule;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Explains a decision from its own claims and the pack that they name. Nothing is said of the
 * lender behind a supply: a platform that reads it must not learn for whom its data was wanted.
 */
@Singleton
class Explanations {
  private final Packs packs;
  private final SignedClaims reader = SignedClaims.unverified();

  Explanations(Packs packs) {
    this.packs = packs;
  }

  /** Explains a decision that was signed here. */
  ExplanationJson explain(KeptDecision kept) {
    DecisionClaims claims =
        reader
            .read(kept.jws())
            .map(DecisionClaims::read)
            .orElseThrow(DecisionProblemCode.DECISION_UNKNOWN::problem);
    Optional<Pack> pack = claims.packDigest().flatMap(packs::find);
    Optional<PackRule> refusing = claims.ruleId().flatMap(id -> pack.flatMap(p -> rule(p, id)));
    boolean permit = isPermit(claims);
    List<ExplanationJson.OmittedJson> omitted = omitted(claims, pack);
    return new ExplanationJson(
        kept.id(),
        claims.outcome().name(),
        claims.code().orElse(null),
        Timestamps.format(claims.instant().toEpochMilli()),
        permit
            ? Sentences.permitted(
                kept.from(),
                kept.to().orElse(""),
                claims.categories(),
                omitted.stream().map(ExplanationJson.OmittedJson::category).toList())
            : Sentences.refused(refusing),
        rules(claims.ruleIds(), pack, permit),
        facts(kept, claims, omitted),
        permit ? Map.of() : pack.map(Pack::complaintRoutes).orElse(Map.of()),
        new ExplanationJson.PackJson(
            claims.pack().orElse(null),
            claims.packDigest().map(digest -> digest.hex()).orElse(null),
            pack.map(Pack::disclaimer).orElse(null)));
  }

  private static boolean isPermit(DecisionClaims claims) {
    return claims.outcome() == DecisionClaims.Outcome.PERMIT;
  }

  private static Optional<PackRule> rule(Pack pack, String id) {
    return Optional.ofNullable(pack.rules().get(id));
  }

  private static List<ExplanationJson.RuleJson> rules(
      List<String> ids, Optional<Pack> pack, boolean permit) {
    List<ExplanationJson.RuleJson> rules = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      boolean passed = permit || i < ids.size() - 1;
      String id = ids.get(i);
      Optional<PackRule> rule = pack.flatMap(p -> rule(p, id));
      rules.add(
          new ExplanationJson.RuleJson(
              id,
              rule.map(PackRule::title).orElse(id),
              passed,
              passed ? Map.of() : rule.map(Sentences::of).orElse(Map.of()),
              rule.map(PackRule::citation).orElse(""),
              rule.map(r -> r.confidence().name()).orElse("")));
    }
    return rules;
  }

  private static ExplanationJson.FactsJson facts(
      KeptDecision kept, DecisionClaims claims, List<ExplanationJson.OmittedJson> omitted) {
    return new ExplanationJson.FactsJson(
        kept.from(),
        kept.to().orElse(null),
        claims.purpose().orElse(null),
        claims.categories(),
        omitted,
        claims.consents().stream()
            .map(consent -> new ExplanationJson.ConsentJson(consent.id(), consent.version()))
            .toList(),
        fee(claims).orElse(null),
        claims.asOfSize(),
        claims.guards().size());
  }

  /** What was charged; of a refusal the claims tell what was meant to be. */
  private static Optional<Long> fee(DecisionClaims claims) {
    return claims.fee().filter(fee -> isPermit(claims)).map(ClaimedFee::amount);
  }

  private static List<ExplanationJson.OmittedJson> omitted(
      DecisionClaims claims, Optional<Pack> pack) {
    List<ExplanationJson.OmittedJson> omitted = new ArrayList<>();
    for (Omission one : claims.omitted()) {
      Map<String, String> sentence =
          pack.flatMap(p -> Omitting.rule(p, one.category(), one.code()))
              .map(Sentences::of)
              .orElse(Map.of());
      omitted.add(new ExplanationJson.OmittedJson(one.category(), one.code(), sentence));
    }
    return omitted;
  }
}
