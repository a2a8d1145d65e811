package dev.tallystick.consent.right;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.consent.PartyProblemCode;
import dev.tallystick.consent.PersonProblemCode;
import dev.tallystick.consent.SignedStatementProblem;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.LoggedJson;
import dev.tallystick.consent.party.PartyVerification;
import dev.tallystick.events.Event;
import dev.tallystick.events.type.RightFulfilled;
import dev.tallystick.events.type.RightId;
import dev.tallystick.events.type.RightKind;
import dev.tallystick.events.type.RightRefused;
import dev.tallystick.party.Expected;
import dev.tallystick.party.ExplanationStatement;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.rules.state.Party;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** A party grants or refuses a right. */
@Singleton
class AnswerRight {
  private final ConsentEventPublisher events;
  private final RightProjection rights;
  private final RightRuleCheck rules;
  private final RightExplanationRepository explanations;
  private final Clock clock;

  AnswerRight(
      ConsentEventPublisher events,
      RightProjection rights,
      RightRuleCheck rules,
      RightExplanationRepository explanations,
      Clock clock) {
    this.events = events;
    this.rights = rights;
    this.rules = rules;
    this.explanations = explanations;
    this.clock = clock;
  }

  /** Refuses a right, saying why and where to complain. */
  Logged refuse(String id, String party, RightRefusalJson refusal) {
    RightProjection.Right right = open(id, party);
    rules.requireMayRefuse(events.current(), refusal, right.subject(), party);
    RightRefused data =
        RightRefused.builder()
            .right(new RightId(right.id()))
            .kind(RightKind.of(right.kind()))
            .party(right.party())
            .reason(refusal.reason())
            .route(refusal.route())
            .build();
    return events.publish(events.event(data, right.subject()));
  }

  /**
   * Says that a right was granted and done. What explains a decision is kept, sealed; the log gets
   * its digest, from which nobody learns it.
   */
  RightLoggedJson fulfil(String id, String party, Optional<String> explanation) {
    RightProjection.Right right = open(id, party);
    if (explanation.isPresent() != right.kind().equals(RightKind.EXPLANATION.wire())) {
      throw PersonProblemCode.RIGHT_EXPLANATION_MISMATCH.problem();
    }
    RightFulfilled.Builder data =
        RightFulfilled.builder()
            .right(new RightId(right.id()))
            .kind(RightKind.of(right.kind()))
            .party(right.party());
    if (explanation.isEmpty()) {
      return RightLoggedJson.of(id, events.publish(events.event(data.build(), right.subject())));
    }
    String jws = explanation.get();
    verify(right, jws);
    data.answerDigest(Optional.of(Hash.sha256(jws.getBytes(US_ASCII))));
    Event event = events.event(data.build(), right.subject());
    if (!events.storeWith(event, () -> explanations.add(right, jws, clock.instant()))) {
      throw PersonProblemCode.RIGHT_ANSWERED.problem();
    }
    return events
        .publishStored(event)
        .map(logged -> RightLoggedJson.of(id, logged))
        .orElseGet(() -> new RightLoggedJson(id, LoggedJson.pending(event.id())));
  }

  private void verify(RightProjection.Right right, String jws) {
    Instant now = clock.instant();
    Party party =
        events
            .current()
            .party(right.party())
            .filter(Party::isRegistered)
            .orElseThrow(PartyProblemCode.PARTY_UNKNOWN::problem);
    try {
      ExplanationStatement said =
          ExplanationStatement.verify(
              jws,
              PartyVerification.keysOf(party, now.toEpochMilli()),
              new Expected(right.party(), "consent-service", now));
      if (!said.right().equals(right.id())) {
        throw PersonProblemCode.RIGHT_EXPLANATION_MISMATCH.problem();
      }
    } catch (InvalidStatementException e) {
      throw new SignedStatementProblem(e, "explanation");
    }
  }

  private RightProjection.Right open(String id, String party) {
    RightProjection.Right right =
        rights
            .find(id)
            .filter(found -> found.party().equals(party))
            .orElseThrow(PersonProblemCode.RIGHT_UNKNOWN::problem);
    if (!right.status().equals("requested")) {
      throw PersonProblemCode.RIGHT_ANSWERED.problem();
    }
    return right;
  }
}
