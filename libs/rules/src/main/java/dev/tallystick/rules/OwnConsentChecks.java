package dev.tallystick.rules;

import dev.tallystick.rules.pack.ConsentNeed;
import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.pack.Passage;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.ConsentStatus;
import dev.tallystick.rules.state.Frequency;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is asked about the consent that names both sides. Each question narrows the candidates; the
 * last one settles on one of them.
 */
final class OwnConsentChecks {
  private OwnConsentChecks() {}

  static Optional<PackRule> given(Evaluation e, PackRule rule) {
    Optional<ConsentNeed> need = need(e);
    if (need.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> named = e.request().named().consent();
    e.narrow(
        e.state().consents(e.subject()).stream()
            .filter(c -> names(e, need.get(), c) && hasForm(need.get(), c))
            .filter(c -> named.isEmpty() || named.get().equals(c.id()))
            .toList());
    return e.candidates().isEmpty()
        ? Optional.of(e.pack().rule(need.get().rule()))
        : Optional.empty();
  }

  private static Optional<ConsentNeed> need(Evaluation e) {
    return e.passage().flatMap(Passage::consent);
  }

  /** Whether a consent is of the kind needed and names those whom it must. */
  static boolean names(Evaluation e, ConsentNeed need, Consent consent) {
    return consent.kind().equals(need.kind())
        && consent.recipient().equals(e.side(need.recipient()))
        && (need.discloser().isEmpty()
            || consent.discloser().equals(need.discloser().map(e::side)));
  }

  static boolean hasForm(ConsentNeed need, Consent consent) {
    return need.forms().isEmpty() || need.forms().contains(consent.terms().form());
  }

  static Optional<PackRule> purpose(Evaluation e, PackRule rule) {
    return keep(e, rule, c -> isFor(e, c));
  }

  private static boolean isFor(Evaluation e, Consent consent) {
    Consent.Scope scope = consent.scope();
    Optional<PurposeObject> object = e.request().what().purposeObject();
    boolean tied =
        scope.objectRef().isPresent()
            && (!scope.objectRef().equals(object.map(PurposeObject::ref))
                || !scope.objectKind().equals(object.map(PurposeObject::kind)));
    return Optional.of(scope.purpose()).equals(e.request().what().purpose()) && !tied;
  }

  static Optional<PackRule> standing(Evaluation e, PackRule rule) {
    return keep(e, rule, c -> c.status() != ConsentStatus.WITHDRAWN);
  }

  /** What has not begun is not expired: there is none yet. */
  static Optional<PackRule> term(Evaluation e, PackRule rule) {
    boolean expired = e.candidates().stream().anyMatch(c -> c.isExpiredAt(e.at()));
    PackRule refusal = expired || need(e).isEmpty() ? rule : e.pack().rule(need(e).get().rule());
    return keep(e, refusal, c -> c.isInForceAt(e.at()));
  }

  static Optional<PackRule> limit(Evaluation e, PackRule rule) {
    Optional<PackRule> refusal = keep(e, rule, c -> hasUsesLeft(e, c));
    if (refusal.isEmpty()) {
      e.candidates().stream()
          .max(
              Comparator.comparingLong((Consent c) -> covered(e, c))
                  .thenComparingLong(Consent::givenIndex))
          .ifPresent(e::settleOn);
    }
    return refusal;
  }

  private static long covered(Evaluation e, Consent consent) {
    return e.wanted().stream().filter(category -> consent.categories().contains(category)).count();
  }

  /** Whether one more use is within the limits of a consent. */
  static boolean hasUsesLeft(Evaluation e, Consent consent) {
    Consent.Terms terms = consent.terms();
    boolean inAll =
        terms.useLimit().isEmpty() || e.state().uses(consent.id()) < terms.useLimit().getAsLong();
    Optional<Frequency> frequency = terms.frequency();
    return inAll && (frequency.isEmpty() || isWithin(e, consent, frequency.get()));
  }

  private static boolean isWithin(Evaluation e, Consent consent, Frequency frequency) {
    long start = frequency.startMillis(e.evidence().instant(), e.pack().zone());
    return e.state().usesSince(consent.id(), start + 1) < frequency.count();
  }

  private static Optional<PackRule> keep(
      Evaluation e, PackRule rule, Predicate<Consent> condition) {
    if (need(e).isEmpty()) {
      return Optional.empty();
    }
    List<Consent> kept = e.candidates().stream().filter(condition).toList();
    e.narrow(kept);
    return kept.isEmpty() ? Optional.of(rule) : Optional.empty();
  }
}
