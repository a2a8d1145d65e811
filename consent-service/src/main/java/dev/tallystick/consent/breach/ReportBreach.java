package dev.tallystick.consent.breach;

import dev.tallystick.consent.Ids;
import dev.tallystick.consent.LogProblemCode;
import dev.tallystick.consent.PartyProblemCode;
import dev.tallystick.consent.denial.RecordDenial;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.events.type.BreachDetected;
import dev.tallystick.events.type.BreachId;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.problem.EnforcesRule;
import dev.tallystick.rules.BreachDraft;
import dev.tallystick.rules.BreachNotice;
import dev.tallystick.rules.BreachRules;
import dev.tallystick.rules.Verdict;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A party, or the regulator for it, says that data got out. */
@Singleton
class ReportBreach {
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private final ConsentEventPublisher events;
  private final Packs packs;
  private final RecordDenial denials;
  private final Ids ids;
  private final Clock clock;

  ReportBreach(
      ConsentEventPublisher events, Packs packs, RecordDenial denials, Ids ids, Clock clock) {
    this.events = events;
    this.packs = packs;
    this.denials = denials;
    this.ids = ids;
    this.clock = clock;
  }

  /** A breach as it was logged. */
  record Reported(Breach breach, Logged logged) {}

  /**
   * Records a breach.
   *
   * @param party at whom it happened
   * @param caller who says so
   */
  Reported report(BreachRequestJson request, String party, String caller) {
    State state = events.current();
    if (state.party(party).filter(Party::isRegistered).isEmpty()) {
      throw PartyProblemCode.PARTY_UNKNOWN.problem();
    }
    Instant now = clock.instant();
    Instant detected = request.detectedAt() == null ? now : request.detectedAt();
    if (detected.isAfter(now.plus(CLOCKS_DIFFER))) {
      throw LogProblemCode.FIELD_INVALID.problem("detectedAt", "not-in-the-future");
    }
    BreachDraft draft = request.draft();
    requireComplete(state, draft, now, caller);
    BreachDetected said = data(ids.draw("brc"), party, draft, request.count(), detected);
    Logged logged = events.publish(events.event(said, Map.of()));
    return new Reported(Breach.of(said), logged);
  }

  @EnforcesRule("R55")
  void requireComplete(State state, BreachDraft draft, Instant now, String caller) {
    Verdict verdict = BreachRules.notice(state, draft, now, packs);
    if (!verdict.isAccepted()) {
      throw denials.refuse(
          verdict,
          Optional.empty(),
          DataDenied.builder().step(DataDenied.Step.BREACH).caller(caller));
    }
  }

  private static BreachDetected data(
      String id, String party, BreachDraft draft, long count, Instant detected) {
    BreachNotice notice =
        new BreachNotice(
            id,
            party,
            List.copyOf(draft.kinds()),
            new BreachNotice.Contents(
                draft.cause().orElseThrow(),
                draft.harm().orElseThrow(),
                draft.measures().orElseThrow(),
                draft.contact().orElseThrow()));
    return BreachDetected.builder()
        .breach(new BreachId(id))
        .party(party)
        .kinds(notice.kinds())
        .cause(notice.contents().cause())
        .harm(notice.contents().harm())
        .measures(notice.contents().measures())
        .contact(notice.contents().contact())
        .count(count)
        .detectedAt(detected)
        .noticeDigest(notice.digest())
        .build();
  }
}
