package dev.tallystick.rules;

import dev.tallystick.rules.pack.ConsentNeed;
import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.pack.Passage;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.ConsentStatus;
import dev.tallystick.rules.state.Frequency;
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
    ConsentSearch search = ConsentSearch.of(e, need.get());
    Optional<String> named = e.request().named().consent();
    e.narrow(
        ConsentSearch.among(
            e.consents(), c -> search.finds(c) && (named.isEmpty() || named.get().equals(c.id()))));
    return e.candidates().isEmpty()
        ? Optional.of(e.pack().rule(need.get().rule()))
        : Optional.empty();
  }

  private static Optional<ConsentNeed> need(Evaluation e) {
    return e.passage().flatMap(Passage::consent);
  }

  static Optional<PackRule> purpose(Evaluation e, PackRule rule) {
    Optional<String> purpose = e.request().what().purpose();
    Optional<PurposeObject> object = e.request().what().purposeObject();
    return keep(
        e,
        rule,
        c ->
            purpose.isPresent()
                && c.purpose().equals(purpose.get())
                && (!c.isTied() || c.isTiedTo(kind(object), ref(object))));
  }

  private static Optional<String> kind(Optional<PurposeObject> object) {
    return object.map(PurposeObject::kind);
  }

  private static Optional<String> ref(Optional<PurposeObject> object) {
    return object.map(PurposeObject::ref);
  }

  static Optional<PackRule> standing(Evaluation e, PackRule rule) {
    return keep(e, rule, c -> c.status() != ConsentStatus.WITHDRAWN);
  }

  /** What has not begun is not expired: there is none yet. */
  static Optional<PackRule> term(Evaluation e, PackRule rule) {
    List<Consent> before = e.candidates();
    Optional<PackRule> refusal = keep(e, rule, c -> c.isInForceAt(e.at()));
    boolean termOnly = refusal.isEmpty() || before.stream().anyMatch(c -> c.isExpiredAt(e.at()));
    return termOnly ? refusal : need(e).map(need -> e.pack().rule(need.rule()));
  }

  static Optional<PackRule> limit(Evaluation e, PackRule rule) {
    Optional<PackRule> refusal = keep(e, rule, c -> hasUsesLeft(e, c));
    if (refusal.isEmpty()) {
      best(e).ifPresent(e::settleOn);
    }
    return refusal;
  }

  /** The one that covers most of what is wanted; of several the last given. */
  private static Optional<Consent> best(Evaluation e) {
    Consent best = null;
    int most = -1;
    for (Consent consent : e.candidates()) {
      int covered = covered(e, consent);
      if (best == null
          || covered > most
          || (covered == most && consent.givenIndex() > best.givenIndex())) {
        best = consent;
        most = covered;
      }
    }
    return Optional.ofNullable(best);
  }

  private static int covered(Evaluation e, Consent consent) {
    int covered = 0;
    for (String category : e.wanted()) {
      covered += consent.categories().contains(category) ? 1 : 0;
    }
    return covered;
  }

  /** Whether one more use is within the limits of a consent. */
  static boolean hasUsesLeft(Evaluation e, Consent consent) {
    if (!consent.isLimited()) {
      return true;
    }
    Consent.Terms terms = consent.terms();
    boolean inAll =
        terms.useLimit().isEmpty() || e.state().uses(consent.id()) < terms.useLimit().getAsLong();
    Optional<Frequency> frequency = terms.frequency();
    return inAll && (frequency.isEmpty() || isWithin(e, consent, frequency.get()));
  }

  private static boolean isWithin(Evaluation e, Consent consent, Frequency frequency) {
    long start = frequency.startMillis(e.evidence().instant(), e.pack().zone());
    long from = Math.max(start + 1, e.lookBackStart());
    return e.state().usesSince(consent.id(), from) < frequency.count();
  }

  private static Optional<PackRule> keep(
      Evaluation e, PackRule rule, Predicate<Consent> condition) {
    if (need(e).isEmpty()) {
      return Optional.empty();
    }
    List<Consent> kept = ConsentSearch.among(e.candidates(), condition);
    e.narrow(kept);
    return kept.isEmpty() ? Optional.of(rule) : Optional.empty();
  }
}
