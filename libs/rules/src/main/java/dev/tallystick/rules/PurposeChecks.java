package dev.tallystick.rules;

import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.pack.Passage;
import dev.tallystick.rules.pack.Purpose;
import dev.tallystick.rules.state.GuardKeys;
import dev.tallystick.rules.state.Loan;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;

/** What is asked about the purpose. */
final class PurposeChecks {
  /** As the log writes it: another reference has no guard to rest on. */
  private static final Pattern LOAN_ID =
      Pattern.compile("loan_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

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
    Optional<PurposeObject> named =
        e.request().what().purposeObject().filter(o -> kinds.contains(o.kind()));
    if (kinds.isEmpty()) {
      return Optional.empty();
    }
    boolean supported = named.filter(object -> !mustBeOpen(e) || isOpen(e, object)).isPresent();
    return supported ? Optional.empty() : Optional.of(rule);
  }

  private static boolean mustBeOpen(Evaluation e) {
    return e.request()
        .what()
        .purpose()
        .flatMap(e.pack()::purpose)
        .filter(Purpose::open)
        .isPresent();
  }

  /** A loan of this lender to this person, under any of the person's tokens, not yet closed. */
  private static boolean isOpen(Evaluation e, PurposeObject object) {
    if (!LOAN_ID.matcher(object.ref()).matches()) {
      return false;
    }
    e.evidence().restOn(GuardKeys.loan(object.ref()));
    Optional<Loan> loan =
        e.state()
            .loan(object.ref())
            .filter(l -> l.open() && l.kind().equals(object.kind()))
            .filter(l -> Optional.of(l.lender()).equals(e.to()));
    if (loan.isEmpty()) {
      return false;
    }
    for (String token : e.tokens()) {
      e.evidence().restOn(GuardKeys.identity(token));
    }
    return e.tokens().contains(loan.get().subject());
  }
}
