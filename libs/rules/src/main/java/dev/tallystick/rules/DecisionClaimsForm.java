package dev.tallystick.rules;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.document.ClaimedConsent;
import dev.tallystick.rules.document.ClaimedFee;
import dev.tallystick.rules.document.ClaimedGuard;
import dev.tallystick.rules.document.ClaimedObject;
import dev.tallystick.rules.document.DecisionClaims;
import dev.tallystick.rules.state.Fee;
import dev.tallystick.rules.state.PartyKey;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes the claims of a signed decision, in the data model of the log. */
final class DecisionClaimsForm {
  private static final String ISSUER = "consent-service";
  private static final int VERSION = 1;

  private DecisionClaimsForm() {}

  static JsonObject write(
      Decision decision, DecisionRequest request, String id, Hash requestDigest) {
    Decision.Granted granted = decision.granted();
    DecisionRequest.Named named = request.named();
    DecisionRequest.What what = request.what();
    return DecisionClaims.builder()
        .v(VERSION)
        .iss(ISSUER)
        .decision(id)
        .requestDigest(requestDigest)
        .engineVersion(Decision.ENGINE_VERSION)
        .step(request.step().name())
        .dryRun(request.dryRun())
        .instant(decision.window().instant())
        .notBefore(decision.window().notBefore())
        .notAfter(decision.window().notAfter())
        .asOfSize(decision.basis().asOfSize())
        .pack(decision.basis().pack())
        .packDigest(decision.basis().packDigest())
        .subject(request.subject())
        .caller(request.caller())
        .from(request.from())
        .to(request.to())
        .endUser(request.parties().endUser())
        .inquiry(request.chain().inquiry())
        .purpose(what.purpose())
        .endPurpose(what.endPurpose())
        .purposeObject(what.purposeObject().map(o -> new ClaimedObject(o.kind(), o.ref())))
        .product(what.product())
        .parents(parents(request))
        .outcome(decision.isPermit() ? DecisionClaims.Outcome.PERMIT : DecisionClaims.Outcome.DENY)
        .code(decision.code())
        .ruleId(decision.ruleId())
        .ruleIds(decision.ruleIds())
        .categories(granted.categories())
        .omitted(
            map(
                granted.omitted(),
                // As events write it, without the rule.
                o -> new dev.tallystick.events.type.Omission(o.category(), o.code())))
        .consents(map(granted.consents(), c -> new ClaimedConsent(c.id(), c.version())))
        .fee(granted.fee().or(refused(decision, named.fee())).map(DecisionClaimsForm::fee))
        .agreement(granted.agreement().or(refused(decision, named.agreement())))
        .recipientKey(granted.recipientKey().map(PartyKey::thumbprint))
        .guards(guards(decision))
        .advances(decision.advances())
        .build()
        .toJson();
  }

  /** What was asked for, and is told of a refusal: nobody could decide anew without it. */
  private static <T> Supplier<Optional<T>> refused(Decision decision, Optional<T> asked) {
    return () -> decision.isPermit() ? Optional.empty() : asked;
  }

  private static ClaimedFee fee(Fee fee) {
    return new ClaimedFee(fee.amount(), fee.currency(), fee.tariff(), fee.line(), fee.dedupOf());
  }

  private static <T, U> List<U> map(List<T> items, Function<T, U> claimed) {
    List<U> mapped = new ArrayList<>(items.size());
    items.forEach(item -> mapped.add(claimed.apply(item)));
    return mapped;
  }

  private static List<String> parents(DecisionRequest request) {
    return request.chain().parents().stream()
        .map(ParentRef::event)
        .distinct()
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static List<ClaimedGuard> guards(Decision decision) {
    List<ClaimedGuard> guards = new ArrayList<>(decision.guards().size());
    decision.guards().forEach((key, version) -> guards.add(new ClaimedGuard(key, version)));
    return guards;
  }
}
