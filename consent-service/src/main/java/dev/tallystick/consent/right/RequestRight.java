package dev.tallystick.consent.right;

import dev.tallystick.consent.Ids;
import dev.tallystick.consent.PartyProblemCode;
import dev.tallystick.consent.PersonProblemCode;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.pack.PackInForce;
import dev.tallystick.events.type.EvidenceRef;
import dev.tallystick.events.type.RightId;
import dev.tallystick.events.type.RightKind;
import dev.tallystick.events.type.RightRequested;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/** A person asks a party for a right. */
@Singleton
class RequestRight {
  /** As long as an objection may take; the law says no more than that it be prompt. */
  private static final Period ANSWER = Period.ofDays(20);

  private final ConsentEventPublisher events;
  private final RightRuleCheck rules;
  private final PackInForce packs;
  private final Ids ids;

  RequestRight(ConsentEventPublisher events, RightRuleCheck rules, PackInForce packs, Ids ids) {
    this.events = events;
    this.rules = rules;
    this.packs = packs;
    this.ids = ids;
  }

  /** A request as it was logged. */
  record Requested(String right, Logged logged) {}

  /** Asks for a right, for oneself or for another. */
  Requested request(RightRequestJson request, String caller) {
    boolean self = request.asker().equals("SELF");
    if (self == (request.subject() != null)) {
      throw PersonProblemCode.RIGHT_SUBJECT_MISMATCH.problem();
    }
    String subject = request.subject() == null ? caller : request.subject();
    State state = events.current();
    requireRegistered(state, request.party());
    rules.requireMayAsk(state, request, subject);
    RightKind kind = RightKind.of(request.kind());
    String right = ids.draw("rgt");
    RightRequested data =
        RightRequested.builder()
            .right(new RightId(right))
            .kind(kind)
            .party(request.party())
            .by(RightRequested.By.of(request.asker()))
            .evidence(
                Optional.ofNullable(request.evidence()).filter(e -> !self).map(RequestRight::ref))
            .dueOn(dueOn(kind))
            .build();
    return new Requested(right, events.publish(events.event(data, subject)));
  }

  /** The last day for the answer; for an explanation the pack in force says it (R48). */
  private LocalDate dueOn(RightKind kind) {
    Period term =
        packs
            .find()
            .filter(inForce -> kind == RightKind.EXPLANATION)
            .map(Pack::explanationAnswer)
            .orElse(ANSWER);
    return packs.today().plus(term);
  }

  private static EvidenceRef ref(RightRequestJson.EvidenceJson evidence) {
    return new EvidenceRef(
        evidence.method(), Hash.fromHex(evidence.digest()), Optional.ofNullable(evidence.ref()));
  }

  private static void requireRegistered(State state, String party) {
    if (state.party(party).filter(Party::isRegistered).isEmpty()) {
      throw PartyProblemCode.PARTY_UNKNOWN.problem();
    }
  }
}
