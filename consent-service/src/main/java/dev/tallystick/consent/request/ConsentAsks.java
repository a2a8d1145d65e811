package dev.tallystick.consent.request;

import dev.tallystick.consent.RuleProblem;
import dev.tallystick.consent.denial.Denial;
import dev.tallystick.consent.denial.DenialEntry;
import dev.tallystick.consent.denial.Denials;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.Recorder;
import dev.tallystick.consent.notice.Notice;
import dev.tallystick.consent.notice.Notices;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.OwnershipRules;
import dev.tallystick.rules.PromptRules;
import dev.tallystick.rules.Verdict;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Asks persons for consents, and writes down their no. */
@Singleton
class ConsentAsks {
  /** Unanswered for so long, a request is not shown any more. */
  private static final Duration OPEN_FOR = Duration.ofDays(30);

  private final ConsentAskTable table;
  private final Notices notices;
  private final Recorder recorder;
  private final Denials denials;
  private final Packs packs;
  private final Clock clock;

  ConsentAsks(
      ConsentAskTable table,
      Notices notices,
      Recorder recorder,
      Denials denials,
      Packs packs,
      Clock clock) {
    this.table = table;
    this.notices = notices;
    this.recorder = recorder;
    this.denials = denials;
    this.packs = packs;
    this.clock = clock;
  }

  /** Asks; not again so soon after a no (R18), and that is in the log before it is told. */
  ConsentAsk ask(ConsentAskRequestJson request, String by, String id) {
    State state = recorder.current();
    ConsentAsk ask = request.toAsk(id, by, state.size(), clock.instant());
    requireOwn(ask);
    Verdict verdict =
        PromptRules.check(
            state, ask.subject(), ask.sides().recipient(), ask.purpose(), clock.instant(), packs);
    if (!verdict.isAccepted()) {
      throw refused(verdict, ask);
    }
    table.add(ask);
    return ask;
  }

  private void requireOwn(ConsentAsk ask) {
    Notice notice = notices.getOfParty(ask.notice(), ask.by());
    ConsentAsk.Sides sides = ask.sides();
    boolean side =
        sides.recipient().equals(ask.by()) || sides.discloser().equals(Optional.of(ask.by()));
    boolean same =
        notice.kind().equals(sides.kind())
            && notice.recipient().equals(sides.recipient())
            && notice.discloser().equals(sides.discloser());
    if (!side || !same) {
      throw new ConsentAskProblem.OfOthers();
    }
  }

  private RuleProblem refused(Verdict verdict, ConsentAsk ask) {
    JsonObject data =
        JsonObject.builder()
            .put("step", "CONSENT")
            .put("caller", ask.by())
            .putIfPresent("from", ask.sides().discloser())
            .put("to", ask.sides().recipient())
            .put("purpose", ask.purpose())
            .put("code", verdict.refusal().orElseThrow().code())
            .put("ruleIds", JsonArray.ofStrings(verdict.ruleIds()))
            .putIfPresent("pack", verdict.pack())
            .build();
    DenialEntry entry =
        denials.record(new Denial(Optional.of(ask.subject()), data, Optional.empty()));
    return new RuleProblem(verdict, entry.event().toString(), entry.index());
  }

  /** What a person has not answered. */
  List<ConsentAsk> open(String subject) {
    State state = recorder.current();
    Instant since = clock.instant().minus(OPEN_FOR);
    return table.of(state.tokensOf(subject), since).stream()
        .filter(ask -> !isAnswered(state, ask))
        .toList();
  }

  private static boolean isAnswered(State state, ConsentAsk ask) {
    OptionalLong no = state.lastRefusal(ask.subject(), ask.sides().recipient(), ask.purpose());
    boolean refused = no.isPresent() && no.getAsLong() >= ask.askedAt().toEpochMilli();
    return refused
        || state.consents(ask.subject()).stream().anyMatch(consent -> answers(consent, ask));
  }

  private static boolean answers(Consent consent, ConsentAsk ask) {
    return consent.givenIndex() >= ask.asOfSize()
        && consent.kind().equals(ask.sides().kind())
        && consent.recipient().equals(ask.sides().recipient())
        && consent.discloser().equals(ask.sides().discloser())
        && consent.purpose().equals(ask.purpose());
  }

  /** The person says no; from here on the cool-down counts. */
  Logged refuse(String id, String subject) {
    ConsentAsk ask =
        open(subject).stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(ConsentAskProblem.Unknown::new);
    Notice notice = notices.getOfParty(ask.notice(), ask.by());
    JsonObject data =
        JsonObject.builder()
            .put("kind", ask.sides().kind())
            .putIfPresent("discloser", ask.sides().discloser())
            .put("recipient", ask.sides().recipient())
            .put("purpose", ask.purpose())
            .put("categories", JsonArray.ofStrings(ask.categories()))
            .put(
                "notice",
                JsonObject.builder()
                    .put("id", notice.id())
                    .put("textHash", notice.textHash())
                    .put("language", notice.language())
                    .build())
            .put("channel", "SELF")
            .build();
    return recorder.record(
        recorder.event("consent.refused", Optional.of(ask.subject()), data, Map.of(), List.of()));
  }

  /** What the person sees of it. */
  ConsentAskJson shown(ConsentAsk ask) {
    State state = recorder.current();
    List<ConsentAskJson.OwnerJson> conflicts =
        ask.sides().discloser().stream()
            .flatMap(
                bureau ->
                    OwnershipRules.conflicts(state, bureau, "", clock.instant(), packs).stream())
            .map(stake -> ConsentAskJson.owner(stake, name(state, stake.holder())))
            .toList();
    return ConsentAskJson.of(ask, name(state, ask.sides().recipient()), conflicts);
  }

  private static @Nullable String name(State state, String party) {
    return state
        .party(party)
        .filter(Party::isRegistered)
        .map(found -> found.details().legalName())
        .orElse(null);
  }
}
