package dev.tallystick.rules;

import dev.tallystick.rules.pack.Category;
import dev.tallystick.rules.pack.Check;
import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.pack.Side;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.ConsentRef;
import dev.tallystick.rules.state.ConsentStatus;
import dev.tallystick.rules.state.GuardKeys;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.Plan;
import dev.tallystick.rules.state.Release;
import dev.tallystick.rules.state.Suspension;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is asked about the releases that another one is made from. */
final class LineageChecks {
  private LineageChecks() {}

  static Optional<PackRule> parents(Evaluation e, PackRule rule) {
    for (ParentRef ref : e.request().chain().parents()) {
      e.evidence().restOn(GuardKeys.release(ref.event()));
      Optional<Release> parent = e.parent(ref).filter(r -> isUsable(e, ref, r));
      if (parent.isEmpty()) {
        return Optional.of(rule);
      }
      long since = parent.get().recordedMillis();
      e.pack().releaseLookBack().ifPresent(most -> e.evidence().until(since + most.toMillis()));
      if (PartyChecks.isSuspended(e, parent.get().from(), List.of(Suspension.ALL))) {
        return Optional.of(e.ruleOf(Check.SUSPENSION, rule));
      }
    }
    return Optional.empty();
  }

  private static boolean isUsable(Evaluation e, ParentRef ref, Release parent) {
    return parent.subject().equals(e.subject())
        && parent.to().equals(e.from())
        && ref.from().map(parent.from()::equals).orElse(true)
        && parent.isDelivered()
        && !parent.destroyed();
  }

  /** Every consent behind a parent still stands, and still covers what the parent released. */
  static Optional<PackRule> consents(Evaluation e, PackRule rule) {
    for (Release parent : e.parents()) {
      Set<String> covered = new TreeSet<>();
      for (ConsentRef ref : parent.consents()) {
        Optional<Consent> consent = e.state().consent(ref.id()).filter(c -> e.owns(c.subject()));
        Optional<PackRule> refusal = consent.map(c -> lost(e, c, rule)).orElse(Optional.of(rule));
        if (refusal.isPresent()) {
          return refusal;
        }
        e.evidence().relyOn(consent.orElseThrow());
        if (isOwn(e, parent, consent.orElseThrow())) {
          covered.addAll(consent.orElseThrow().categories());
        }
      }
      if (!parent.consents().isEmpty() && !covered.containsAll(parent.categories())) {
        return Optional.of(e.ruleOf(Check.CONSENT_SCOPE, rule));
      }
    }
    return Optional.empty();
  }

  private static Optional<PackRule> lost(Evaluation e, Consent consent, PackRule rule) {
    if (consent.status() == ConsentStatus.WITHDRAWN) {
      return Optional.of(e.ruleOf(Check.CONSENT_STANDING, rule));
    }
    if (consent.isExpiredAt(e.at())) {
      return Optional.of(e.ruleOf(Check.CONSENT_TERM, rule));
    }
    return consent.isInForceAt(e.at()) ? Optional.empty() : Optional.of(rule);
  }

  /** The consent to this very leg, not one that adds to it or that a leg before rested on. */
  private static boolean isOwn(Evaluation e, Release parent, Consent consent) {
    return consent.recipient().equals(parent.to())
        && !e.pack().modifierKinds().contains(consent.kind());
  }

  /** Only what platforms supplied is asked about: on the recipient's list of that very day. */
  static Optional<PackRule> partners(Evaluation e, PackRule rule) {
    Optional<Party> recipient = e.evidence().party(e.side(Side.TO));
    Optional<Plan> plan = recipient.flatMap(party -> party.planAt(Plan.PARTNERS, e.at()));
    plan.ifPresent(p -> e.evidence().since(p.effectiveFromMillis()));
    recipient.ifPresent(
        party -> party.nextPlanAfter(Plan.PARTNERS, e.at()).ifPresent(e.evidence()::until));
    for (Release parent : e.parents()) {
      // Who is asked about is read first, listed or not: the decision rests on it.
      boolean platform = isPlatform(e, parent.from());
      if (platform && plan.filter(p -> p.partners().contains(parent.from())).isEmpty()) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private static boolean isPlatform(Evaluation e, String party) {
    return e.evidence()
        .party(party)
        .flatMap(Party::role)
        .filter(role -> role.equals("PLATFORM"))
        .isPresent();
  }

  /** A dry run has no parents yet, and leaves the question open. */
  static Optional<PackRule> sources(Evaluation e, PackRule rule) {
    if (e.request().chain().parents().isEmpty()) {
      return Optional.empty();
    }
    for (String category : e.left()) {
      boolean derived = e.pack().category(category).filter(Category::derived).isPresent();
      if (!derived && !isSupplied(e, category)) {
        e.omit(category, rule);
      }
    }
    return e.unlessEnoughIsLeft(rule);
  }

  /** Whether one of the parents released it. */
  static boolean isSupplied(Evaluation e, String category) {
    for (Release parent : e.parents()) {
      if (parent.categories().contains(category)) {
        return true;
      }
    }
    return false;
  }
}
