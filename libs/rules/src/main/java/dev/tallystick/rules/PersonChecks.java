package dev.tallystick.rules;

import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.Erasure;
import dev.tallystick.rules.state.GuardKeys;
import dev.tallystick.rules.state.Release;
import java.util.Optional;
import java.util.SortedSet;

/** What a person has stopped, under this token or one linked to it. */
final class PersonChecks {
  private PersonChecks() {}

  static Optional<PackRule> freeze(Evaluation e, PackRule rule) {
    boolean frozen = false;
    for (String token : tokens(e)) {
      e.evidence().restOn(GuardKeys.freeze(token));
      frozen |= e.state().isFrozen(token);
    }
    return frozen ? Optional.of(rule) : Optional.empty();
  }

  static Optional<PackRule> erasure(Evaluation e, PackRule rule) {
    boolean erased = false;
    for (String token : tokens(e)) {
      e.evidence().restOn(GuardKeys.erasure(token));
      erased |= e.state().erasures(token).stream().anyMatch(erasure -> stops(e, erasure));
    }
    return erased ? Optional.of(rule) : Optional.empty();
  }

  /** An erasure of one provider's records stops what was agreed to or released before it. */
  private static boolean stops(Evaluation e, Erasure erasure) {
    if (erasure.provider().isEmpty()) {
      return true;
    }
    String provider = erasure.provider().get();
    boolean own =
        provider.equals(e.from())
            && e.consent().map(Consent::givenIndex).orElse(-1L) < erasure.index();
    return own
        || e.parents().stream()
            .filter(parent -> parent.from().equals(provider))
            .mapToLong(Release::index)
            .anyMatch(index -> index < erasure.index());
  }

  private static SortedSet<String> tokens(Evaluation e) {
    SortedSet<String> tokens = e.tokens();
    tokens.forEach(token -> e.evidence().restOn(GuardKeys.identity(token)));
    return tokens;
  }
}
