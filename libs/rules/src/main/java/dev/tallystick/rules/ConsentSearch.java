package dev.tallystick.rules;

import dev.tallystick.rules.pack.ConsentNeed;
import dev.tallystick.rules.state.Consent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;

/** Whom and what a consent has to name to be the one needed; read once, held against many. */
final class ConsentSearch {
  private final String kind;
  private final String recipient;
  private final boolean anyDiscloser;
  private final Optional<String> discloser;
  private final SortedSet<String> forms;

  private ConsentSearch(Evaluation e, ConsentNeed need) {
    this.kind = need.kind();
    this.recipient = e.side(need.recipient());
    this.anyDiscloser = need.discloser().isEmpty();
    this.discloser = need.discloser().map(e::side);
    this.forms = need.forms();
  }

  static ConsentSearch of(Evaluation e, ConsentNeed need) {
    return new ConsentSearch(e, need);
  }

  boolean finds(Consent consent) {
    return consent.kind().equals(kind)
        && consent.recipient().equals(recipient)
        && (anyDiscloser || consent.discloser().equals(discloser))
        && (forms.isEmpty() || forms.contains(consent.form()));
  }

  /** Those of a list that fit, in its order. */
  static List<Consent> among(List<Consent> consents, Predicate<Consent> condition) {
    List<Consent> found = new ArrayList<>();
    for (Consent consent : consents) {
      if (condition.test(consent)) {
        found.add(consent);
      }
    }
    return found;
  }
}
