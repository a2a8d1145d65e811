package dev.tallystick.rules;

import dev.tallystick.rules.pack.Filings;
import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.pack.Passage;
import dev.tallystick.rules.pack.Side;
import dev.tallystick.rules.state.Agreement;
import dev.tallystick.rules.state.Assessment;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.Plan;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the sides must have on file before anything flows; nothing about the person. */
final class FilingChecks {
  private FilingChecks() {}

  /** What goes beyond the plan is the caller's fault, so the whole request is refused. */
  static Optional<PackRule> plan(Evaluation e, PackRule rule) {
    Optional<Side> side = filings(e).flatMap(Filings::plan);
    if (side.isEmpty()) {
      return Optional.empty();
    }
    Optional<Party> party = e.evidence().party(e.side(side.get()));
    Optional<Plan> plan = party.flatMap(p -> p.planAt(Plan.COLLECTION, e.at()));
    plan.ifPresent(p -> e.evidence().since(p.effectiveFromMillis()));
    party.ifPresent(p -> p.nextPlanAfter(Plan.COLLECTION, e.at()).ifPresent(e.evidence()::until));
    boolean within =
        e.wanted().isEmpty()
            || plan.filter(p -> p.categories().containsAll(e.wanted())).isPresent();
    return within ? Optional.empty() : Optional.of(rule);
  }

  static Optional<PackRule> assessment(Evaluation e, PackRule rule) {
    Optional<Side> side = filings(e).flatMap(Filings::assessment);
    if (side.isEmpty()) {
      return Optional.empty();
    }
    Optional<Assessment> covering =
        assessments(e, side.get()).stream()
            .filter(a -> a.categories().containsAll(e.wanted()))
            .max(Comparator.comparingLong(Assessment::validToMillis));
    covering.ifPresent(a -> e.evidence().holds(a.validFromMillis(), a.validToMillis()));
    return covering.isPresent() ? Optional.empty() : Optional.of(rule);
  }

  /** The assessments of a side that are for this edge, now. */
  static List<Assessment> assessments(Evaluation e, Side side) {
    String from = role(e, Side.FROM);
    String to = role(e, Side.TO);
    List<Assessment> found = new ArrayList<>();
    Optional<Party> party = e.evidence().party(e.side(side));
    for (Assessment a : party.isPresent() ? party.get().assessments() : List.<Assessment>of()) {
      if (a.isFor(from, to, e.at())) {
        found.add(a);
      }
    }
    return found;
  }

  private static String role(Evaluation e, Side side) {
    return e.evidence().party(e.side(side)).flatMap(Party::role).orElse("");
  }

  /** A vetting counts from the beginning of its day to the same day when it has become too old. */
  static Optional<PackRule> review(Evaluation e, PackRule rule) {
    Optional<Filings.ReviewNeed> need = filings(e).flatMap(Filings::review);
    if (need.isEmpty()) {
      return Optional.empty();
    }
    String to = e.side(Side.TO);
    e.evidence().party(e.from());
    e.evidence().party(to);
    Optional<Agreement> latest =
        e.state().agreements(need.get().agreement(), e.from(), to).stream()
            .filter(agreement -> agreement.isInForceAt(e.at()))
            .filter(agreement -> agreement.reviewedOn().isPresent())
            .max(Comparator.comparing(agreement -> agreement.reviewedOn().orElseThrow()));
    latest.ifPresent(a -> e.evidence().holds(a.validFromMillis(), a.validToMillis()));
    Optional<LocalDate> reviewed = latest.flatMap(Agreement::reviewedOn);
    if (reviewed.isEmpty()) {
      return Optional.of(rule);
    }
    ZoneId zone = e.pack().zone();
    long begin = reviewed.get().atStartOfDay(zone).toInstant().toEpochMilli();
    long end =
        reviewed.get().plus(need.get().maxAge()).atStartOfDay(zone).toInstant().toEpochMilli();
    if (e.at() < begin || e.at() >= end) {
      return Optional.of(rule);
    }
    e.evidence().holds(begin, end);
    return Optional.empty();
  }

  private static Optional<Filings> filings(Evaluation e) {
    return e.passage().map(Passage::filings);
  }
}
