package dev.tallystick.consent.right;

import dev.tallystick.consent.ConsentProblemCode;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.events.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    JsonObject data =
        answer(right).put("reason", refusal.reason()).put("route", refusal.route()).build();
    return log("right.refused", right.subject(), data);
  }

  /** Says that a right was granted and done. */
  Logged fulfil(String id, String party) {
    RightProjection.Right right = open(id, party);
    return log("right.fulfilled", right.subject(), answer(right).build());
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

  private static JsonObject.Builder answer(RightProjection.Right right) {
    return JsonObject.builder()
        .put("right", right.id())
        .put("kind", right.kind())
        .put("party", right.party());
  }

  private Logged log(String type, String subject, JsonObject data) {
    return events.publish(events.event(type, Optional.of(subject), data, Map.of(), List.of()));
  }
}
