package dev.tallystick.consent.right;

import dev.tallystick.consent.Ids;
import dev.tallystick.consent.RuleProblem;
import dev.tallystick.consent.denial.Denial;
import dev.tallystick.consent.denial.DenialEntry;
import dev.tallystick.consent.denial.Denials;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.Recorder;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.consent.party.PartyProblem;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.RightRules;
import dev.tallystick.rules.Verdict;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records that a right was asked for, and how it was answered. */
@Singleton
class Rights {
  /** As long as an objection may take; the law says no more than that it be prompt. */
  private static final Period ANSWER = Period.ofDays(20);

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Recorder recorder;
  private final Denials denials;
  private final RightIndex index;
  private final KinWishTable wishes;
  private final Packs packs;
  private final Ids ids;
  private final Clock clock;

  Rights(
      Recorder recorder,
      Denials denials,
      RightIndex index,
      KinWishTable wishes,
      Packs packs,
      Ids ids,
      Clock clock) {
    this.recorder = recorder;
    this.denials = denials;
    this.index = index;
    this.wishes = wishes;
    this.packs = packs;
    this.ids = ids;
    this.clock = clock;
  }

  /** A request as it was logged. */
  record Requested(String right, Logged logged) {}

  /** Asks for a right, for oneself or for another. */
  Requested request(RightRequestJson request, String caller) {
    boolean self = request.asker().equals("SELF");
    if (self == (request.subject() != null)) {
      throw new RightProblem.SubjectMismatch();
    }
    String subject = request.subject() == null ? caller : request.subject();
    State state = recorder.current();
    requireRegistered(state, request.party());
    Verdict verdict =
        RightRules.request(
            state,
            request.asker(),
            request.evidence() != null,
            wishes.forbids(subject),
            clock.instant(),
            packs);
    requireAccepted(verdict, subject, request.party());
    String right = ids.draw("rgt");
    JsonObject.Builder data =
        JsonObject.builder()
            .put("right", right)
            .put("kind", request.kind())
            .put("party", request.party())
            .put("by", request.asker())
            .put("dueOn", LocalDate.ofInstant(clock.instant(), ZONE).plus(ANSWER).toString());
    if (!self && request.evidence() != null) {
      data.put("evidence", evidence(request.evidence()));
    }
    return new Requested(right, log("right.requested", subject, data.build()));
  }

  private static JsonObject evidence(RightRequestJson.EvidenceJson evidence) {
    return JsonObject.builder()
        .put("method", evidence.method())
        .put("digest", evidence.digest())
        .putIfPresent("ref", Optional.ofNullable(evidence.ref()))
        .build();
  }

  /** Refuses a right, saying why and where to complain. */
  Logged refuse(String id, String party, RightRefusalJson refusal) {
    RightIndex.Right right = open(id, party);
    Verdict verdict =
        RightRules.refusal(
            recorder.current(), refusal.reason(), refusal.route(), clock.instant(), packs);
    requireAccepted(verdict, right.subject(), party);
    JsonObject data =
        answer(right).put("reason", refusal.reason()).put("route", refusal.route()).build();
    return log("right.refused", right.subject(), data);
  }

  /** Says that a right was granted and done. */
  Logged fulfil(String id, String party) {
    RightIndex.Right right = open(id, party);
    return log("right.fulfilled", right.subject(), answer(right).build());
  }

  private RightIndex.Right open(String id, String party) {
    RightIndex.Right right =
        index
            .find(id)
            .filter(found -> found.party().equals(party))
            .orElseThrow(RightProblem.Unknown::new);
    if (!right.status().equals("requested")) {
      throw new RightProblem.Answered();
    }
    return right;
  }

  private static JsonObject.Builder answer(RightIndex.Right right) {
    return JsonObject.builder()
        .put("right", right.id())
        .put("kind", right.kind())
        .put("party", right.party());
  }

  private Logged log(String type, String subject, JsonObject data) {
    return recorder.record(recorder.event(type, Optional.of(subject), data, Map.of(), List.of()));
  }

  private static void requireRegistered(State state, String party) {
    if (state.party(party).filter(Party::isRegistered).isEmpty()) {
      throw new PartyProblem.Unknown();
    }
  }

  private void requireAccepted(Verdict verdict, String subject, String party) {
    if (verdict.isAccepted()) {
      return;
    }
    JsonObject data =
        JsonObject.builder()
            .put("step", "RIGHT")
            .put("caller", party)
            .put("code", verdict.refusal().orElseThrow().code())
            .put("ruleIds", JsonArray.ofStrings(verdict.ruleIds()))
            .putIfPresent("pack", verdict.pack())
            .build();
    DenialEntry entry = denials.record(new Denial(Optional.of(subject), data, Optional.empty()));
    throw new RuleProblem(verdict, entry.event().toString(), entry.index());
  }
}
