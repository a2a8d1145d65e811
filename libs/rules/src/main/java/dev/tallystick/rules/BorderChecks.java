package dev.tallystick.rules;

import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.pack.Side;
import dev.tallystick.rules.state.Assessment;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.Party;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What is asked when the recipient is not at home: an assessment of the discloser with a mechanism
 * for going abroad, and the person's consent that names the recipient and its country.
 */
final class BorderChecks {
  private static final String OUTBOUND = "OUTBOUND";
  private static final String AUTHORITY = "REGULATOR";

  private BorderChecks() {}

  static Optional<PackRule> border(Evaluation e, PackRule rule) {
    Optional<String> country = abroad(e);
    if (country.isEmpty() || isAuthority(e)) {
      return Optional.empty();
    }
    Optional<Consent> consent = mechanism(e, false) ? consent(e, country.get()) : Optional.empty();
    consent.ifPresent(e.evidence()::use);
    return consent.isPresent() ? Optional.empty() : Optional.of(rule);
  }

  /** An authority asks by law, not by consent; what lets it is the approval at home. */
  static Optional<PackRule> authority(Evaluation e, PackRule rule) {
    boolean asked = abroad(e).isPresent() && isAuthority(e);
    return asked && !mechanism(e, true) ? Optional.of(rule) : Optional.empty();
  }

  /** The recipient's country, if it is not one of the pack's. */
  private static Optional<String> abroad(Evaluation e) {
    SortedSet<String> home = e.pack().countries();
    String country =
        e.evidence().party(e.side(Side.TO)).map(party -> party.details().country()).orElse("");
    return home.isEmpty() || home.contains(country) ? Optional.empty() : Optional.of(country);
  }

  private static boolean isAuthority(Evaluation e) {
    return e.evidence().party(e.side(Side.TO)).flatMap(Party::role).equals(Optional.of(AUTHORITY));
  }

  /** Whether the discloser has assessed it and named what lets data go abroad. */
  private static boolean mechanism(Evaluation e, boolean approved) {
    Optional<Assessment> assessment =
        FilingChecks.assessments(e, Side.FROM).stream()
            .filter(a -> a.mechanism().isPresent() && a.categories().containsAll(e.wanted()))
            .filter(a -> !approved || a.approvalRef().isPresent())
            .max(Comparator.comparingLong(Assessment::validToMillis));
    assessment.ifPresent(a -> e.evidence().holds(a.validFromMillis(), a.validToMillis()));
    return assessment.isPresent();
  }

  private static Optional<Consent> consent(Evaluation e, String country) {
    return e.consents().stream()
        .filter(c -> c.kind().equals(OUTBOUND) && c.recipient().equals(e.side(Side.TO)))
        .filter(c -> c.discloser().equals(Optional.of(e.from())))
        .filter(c -> c.origin().country().equals(Optional.of(country)))
        .filter(c -> c.isInForceAt(e.at()) && c.categories().containsAll(e.left()))
        .filter(c -> OwnConsentChecks.hasUsesLeft(e, c))
        .max(Comparator.comparingLong(Consent::givenIndex));
  }
}
