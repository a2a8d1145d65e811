package dev.tallystick.consent.filing;

import dev.tallystick.consent.Ids;
import dev.tallystick.consent.PartyProblemCode;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.rules.state.Assessment;
import dev.tallystick.rules.state.GuardKeys;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.Plan;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Files what a party says about itself; only its own, resting on the party as it was seen. */
@Singleton
class FilePlanOrAssessment {
  private final ConsentEventPublisher events;
  private final Ids ids;

  FilePlanOrAssessment(ConsentEventPublisher events, Ids ids) {
    this.events = events;
    this.ids = ids;
  }

  /** Something that was filed; the version is 0 of what has none. */
  record Filed(String id, long version, Logged logged) {}

  Filed plan(PlanRequestJson request, String party) {
    String id = request.plan() == null ? ids.draw("pla") : request.plan();
    AtomicLong version = new AtomicLong();
    Logged logged =
        events.publish(
            state -> {
              Party filer = registered(state, party);
              String role = request.kind().equals(Plan.COLLECTION) ? "BUREAU" : "LENDER";
              boolean known = filer.plans().stream().anyMatch(plan -> plan.id().equals(id));
              if (!filer.role().equals(Optional.of(role)) || (request.plan() != null && !known)) {
                throw PartyProblemCode.FILING_NOT_YOURS.problem();
              }
              version.set(1 + latest(filer, id));
              return events.event(request.toData(id, version.get(), party), guards(state, party));
            });
    return new Filed(id, version.get(), logged);
  }

  private static long latest(Party filer, String id) {
    return filer.plans().stream()
        .filter(plan -> plan.id().equals(id))
        .mapToLong(Plan::version)
        .max()
        .orElse(0);
  }

  Filed assessment(AssessmentRequestJson request, String party) {
    if (!request.validFrom().isBefore(request.validTo())) {
      throw PartyProblemCode.PERIOD_INVALID.problem();
    }
    String id = request.assessment() == null ? ids.draw("asm") : request.assessment();
    Logged logged =
        events.publish(
            state -> {
              Party filer = registered(state, party);
              boolean known = filer.assessments().stream().map(Assessment::id).anyMatch(id::equals);
              if (request.assessment() != null && !known) {
                throw PartyProblemCode.FILING_NOT_YOURS.problem();
              }
              return events.event(request.toData(id, party), guards(state, party));
            });
    return new Filed(id, 0, logged);
  }

  private static Party registered(State state, String party) {
    return state
        .party(party)
        .filter(Party::isRegistered)
        .orElseThrow(PartyProblemCode.PARTY_UNKNOWN::problem);
  }

  private static Map<String, Long> guards(State state, String party) {
    String key = GuardKeys.party(party);
    return Map.of(key, state.guard(key));
  }
}
