package dev.tallystick.rules;

import dev.tallystick.rules.pack.ConsentKind;
import dev.tallystick.rules.state.GuardKeys;
import dev.tallystick.rules.state.Party;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** How long a consent may last, who may give it and who may bring it. */
final class ConsentLimits {
  private static final String TOO_LONG = "TERM";
  private static final String GUARDIAN = "R23";
  private static final String COLLECTOR = "COLLECTOR";

  private ConsentLimits() {}

  static void check(Findings findings, ConsentDraft draft, ConsentKind kind, Instant instant) {
    ZoneId zone = findings.pack().zone();
    ZonedDateTime begin = draft.terms().validFrom().atZone(zone);
    boolean lastsTooLong =
        kind.limits()
            .validity()
            .filter(most -> draft.terms().validUntil().isAfter(begin.plus(most).toInstant()))
            .isPresent();
    boolean keptTooLong =
        kind.limits()
            .retention()
            .filter(most -> isLonger(draft.terms().retention(), most, begin))
            .isPresent();
    if (lastsTooLong || keptTooLong) {
      findings.require(false, TOO_LONG);
    }
    if (isMinor(findings, draft, instant) && !draft.origin().guardian()) {
      findings.require(false, GUARDIAN);
    }
    draft.origin().collectedBy().ifPresent(party -> collector(findings, draft, kind, party));
  }

  /** Periods of months have no length of their own, so they are compared from the beginning on. */
  private static boolean isLonger(String period, Period most, ZonedDateTime begin) {
    try {
      int t = period.indexOf('T');
      String days = t < 0 ? period : period.substring(0, t);
      Period asked = days.equals("P") ? Period.ZERO : Period.parse(days);
      ZonedDateTime end = begin.plus(asked);
      if (t >= 0) {
        end = end.plus(java.time.Duration.parse("P" + period.substring(t)));
      }
      return end.isAfter(begin.plus(most));
    } catch (DateTimeException | ArithmeticException none) {
      return true;
    }
  }

  /** A birthday begins at midnight where the pack is at home. */
  private static boolean isMinor(Findings findings, ConsentDraft draft, Instant instant) {
    Optional<Integer> adultFrom = findings.pack().adultFrom();
    Optional<LocalDate> born = draft.origin().born();
    if (adultFrom.isEmpty() || born.isEmpty()) {
      return false;
    }
    LocalDate today = instant.atZone(findings.pack().zone()).toLocalDate();
    return today.isBefore(born.get().plusYears(adultFrom.get()));
  }

  /** Only a side of the consent that the pack lets collect this kind. */
  private static void collector(
      Findings findings, ConsentDraft draft, ConsentKind kind, String party) {
    findings.restOn(GuardKeys.party(party));
    boolean side =
        draft.recipients().equals(List.of(party)) || draft.discloser().equals(Optional.of(party));
    boolean fit =
        findings
            .state()
            .party(party)
            .flatMap(Party::role)
            .filter(role -> kind.collectors().contains(role))
            .isPresent();
    if (!side || !fit) {
      findings.require(false, COLLECTOR);
    }
  }
}
