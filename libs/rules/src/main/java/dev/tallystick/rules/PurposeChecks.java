package dev.tallystick.rules;

import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.pack.Passage;
import dev.tallystick.rules.pack.Purpose;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;

/** What is asked about the purpose. */
final class PurposeChecks {
  private PurposeChecks() {}

  static Optional<PackRule> purpose(Evaluation e, PackRule rule) {
    boolean purpose = isPermitted(e, e.request().what().purpose(), purposes(e, false));
    boolean end = isPermitted(e, e.request().what().endPurpose(), purposes(e, true));
    return purpose && end ? Optional.empty() : Optional.of(rule);
  }

  private static SortedSet<String> purposes(Evaluation e, boolean end) {
    return e.passage()
        .map(end ? Passage::endPurposes : Passage::purposes)
        .orElse(Collections.emptySortedSet());
  }

  private static boolean isPermitted(Evaluation e, Optional<String> code, SortedSet<String> among) {
    if (code.isEmpty()) {
      return true;
    }
    boolean known = e.pack().purpose(code.get()).filter(Purpose::permitted).isPresent();
    return known && (among.isEmpty() || among.contains(code.get()));
  }

  static Optional<PackRule> object(Evaluation e, PackRule rule) {
    SortedSet<String> kinds =
        e.request()
            .what()
            .purpose()
            .flatMap(e.pack()::purpose)
            .map(Purpose::objects)
            .orElse(Collections.emptySortedSet());
    boolean named =
        e.request().what().purposeObject().filter(o -> kinds.contains(o.kind())).isPresent();
    return kinds.isEmpty() || named ? Optional.empty() : Optional.of(rule);
  }
}
