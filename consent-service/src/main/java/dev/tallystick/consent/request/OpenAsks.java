package dev.tallystick.consent.request;

import dev.tallystick.consent.notice.Notices;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.rules.OwnershipRules;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The requests that persons have not answered. */
@Singleton
class OpenAsks {
  /** Unanswered for so long, a request is not shown any more. */
  private static final Duration OPEN_FOR = Duration.ofDays(30);

  private final ConsentAskRepository asks;
  private final LiveState live;
  private final Packs packs;
  private final Notices notices;
  private final Clock clock;

  OpenAsks(ConsentAskRepository asks, LiveState live, Packs packs, Notices notices, Clock clock) {
    this.asks = asks;
    this.live = live;
    this.packs = packs;
    this.notices = notices;
    this.clock = clock;
  }

  /** What a person has not answered. */
  List<ConsentAsk> open(String subject) {
    State state = live.current();
    Instant since = clock.instant().minus(OPEN_FOR);
    return asks.of(state.tokensOf(subject), since).stream()
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

  /** What the person sees of it. */
  ConsentAskJson shown(ConsentAsk ask) {
    State state = live.current();
    List<ConsentAskJson.OwnerJson> conflicts =
        ask.sides().discloser().stream()
            .flatMap(
                bureau ->
                    OwnershipRules.conflicts(state, bureau, "", clock.instant(), packs).stream())
            .map(stake -> ConsentAskJson.owner(stake, name(state, stake.holder())))
            .toList();
    return ConsentAskJson.of(
        ask,
        notices.getOfParty(ask.notice(), ask.by()),
        name(state, ask.sides().recipient()),
        conflicts);
  }

  private static @Nullable String name(State state, String party) {
    return state
        .party(party)
        .filter(Party::isRegistered)
        .map(found -> found.details().legalName())
        .orElse(null);
  }
}
