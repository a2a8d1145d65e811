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
      Optional<Release> parent = e.state().release(ref.event()).filter(r -> isUsable(e, ref, r));
      if (parent.isEmpty()) {
        return Optional.of(rule);
      }
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

  private static List<Release> usable(Evaluation e) {
    return e.request().chain().parents().stream()
        .map(ref -> e.state().release(ref.event()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Every consent behind a parent still stands, and still covers what the parent released. */
  static Optional<PackRule> consents(Evaluation e, PackRule rule) {
    for (Release parent : usable(e)) {
      Set<String> covered = new TreeSet<>();
      for (ConsentRef ref : parent.consents()) {
        Optional<Consent> consent =
            e.state().consent(ref.id()).filter(c -> c.subject().equals(e.subject()));
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
    Set<String> partners = new TreeSet<>();
    recipient.ifPresent(
        party -> {
          party
              .planAt(Plan.PARTNERS, e.at())
              .ifPresent(
                  plan -> {
                    e.evidence().since(plan.effectiveFromMillis());
                    partners.addAll(plan.partners());
                  });
          party.nextPlanAfter(Plan.PARTNERS, e.at()).ifPresent(e.evidence()::until);
        });
    boolean listed =
        usable(e).stream()
            .map(Release::from)
            .filter(from -> isPlatform(e, from))
            .allMatch(partners::contains);
    return listed ? Optional.empty() : Optional.of(rule);
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
    Set<String> supplied = new TreeSet<>();
    usable(e).forEach(parent -> supplied.addAll(parent.categories()));
    for (String category : e.left()) {
      boolean derived = e.pack().category(category).filter(Category::derived).isPresent();
      if (!derived && !supplied.contains(category)) {
        e.omit(category, rule);
      }
    }
    return e.unlessEnoughIsLeft(rule);
  }
}
