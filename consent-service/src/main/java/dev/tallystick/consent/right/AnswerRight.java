package dev.tallystick.consent.right;

import dev.tallystick.consent.ConsentProblemCode;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.events.type.RightFulfilled;
import dev.tallystick.events.type.RightId;
import dev.tallystick.events.type.RightKind;
import dev.tallystick.events.type.RightRefused;
import jakarta.inject.Singleton;

/** A party grants or refuses a right. */
@Singleton
class AnswerRight {
  private final ConsentEventPublisher events;
  private final RightProjection rights;
  private final RightRuleCheck rules;

  AnswerRight(ConsentEventPublisher events, RightProjection rights, RightRuleCheck rules) {
    this.events = events;
    this.rights = rights;
    this.rules = rules;
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

  /** Says that a right was granted and done. */
  Logged fulfil(String id, String party) {
    RightProjection.Right right = open(id, party);
    RightFulfilled data =
        RightFulfilled.builder()
            .right(new RightId(right.id()))
            .kind(RightKind.of(right.kind()))
            .party(right.party())
            .build();
    return events.publish(events.event(data, right.subject()));
  }

  private RightProjection.Right open(String id, String party) {
    RightProjection.Right right =
        rights
            .find(id)
            .filter(found -> found.party().equals(party))
            .orElseThrow(ConsentProblemCode.RIGHT_UNKNOWN::problem);
    if (!right.status().equals("requested")) {
      throw ConsentProblemCode.RIGHT_ANSWERED.problem();
    }
    return right;
  }
}
