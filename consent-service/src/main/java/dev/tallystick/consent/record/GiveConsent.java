package dev.tallystick.consent.record;

import dev.tallystick.consent.Ids;
import dev.tallystick.consent.PersonProblemCode;
import dev.tallystick.consent.RuleProblem;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.notice.ConsentNotice;
import dev.tallystick.consent.notice.Notices;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.events.Event;
import dev.tallystick.events.type.ConsentRejected;
import dev.tallystick.events.type.KindOfConsent;
import dev.tallystick.producer.OutboxListener;
import dev.tallystick.rules.ConsentDraft;
import dev.tallystick.rules.ConsentRules;
import dev.tallystick.rules.MoveRules;
import dev.tallystick.rules.Verdict;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.ConsentStatus;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A person, or a party that has collected it, gives a consent, version by version. */
@Singleton
class GiveConsent {
  private static final Pattern PARTY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private final ConsentEventPublisher events;
  private final Notices notices;
  private final Packs packs;
  private final Ids ids;
  private final Clock clock;

  GiveConsent(ConsentEventPublisher events, Notices notices, Packs packs, Ids ids, Clock clock) {
    this.events = events;
    this.notices = notices;
    this.packs = packs;
    this.ids = ids;
    this.clock = clock;
  }

  /** A consent in the version that was given now. */
  record Given(
      String consent, long version, ConsentNotice notice, NewConsent terms, Logged logged) {}

  /**
   * What else a consent needs.
   *
   * @param before is asked before the rules are, and refuses by throwing a problem
   * @param keep is told of each event that would say it, before the log is
   * @param concluding is told of each of these what became of it
   */
  record Manner(
      Consumer<State> before, BiConsumer<String, Event> keep, OutboxListener concluding) {}

  private interface Judge {
    Verdict judge(State state, ConsentDraft draft, Instant now, Packs packs);
  }

  Given give(String subject, NewConsent consent) {
    ConsentNotice shown = notices.shownTo(subject, consent.told().notice());
    return give(ids.draw("con"), subject, consent, shown);
  }

  /** Gives a consent that takes the place of one with another bureau. */
  Given giveInPlaceOf(Consent old, String bureau, NewConsent consent, Manner manner) {
    ConsentNotice shown = notices.shownTo(old.subject(), consent.told().notice());
    Judge judge =
        (state, draft, now, shelf) ->
            MoveRules.check(state, draft, new MoveRules.Move(old.id(), bureau), now, shelf);
    return give(ids.draw("con"), old.subject(), new Wanted(consent, shown, judge), manner);
  }

  private record Wanted(NewConsent consent, ConsentNotice shown, Judge judge) {}

  /** Takes in a consent that a party has collected on a notice of its own. */
  Given collect(String subject, NewConsent consent, String party) {
    ConsentNotice shown = notices.collectedFrom(subject, consent.told().notice(), party);
    return give(ids.draw("con"), subject, consent, shown);
  }

  /** Gives a consent anew, in other terms. */
  Given giveAgain(String id, String subject, NewConsent consent) {
    Consent before = Consents.getOwn(events.current(), id, subject);
    requireOpen(before, consent);
    ConsentNotice shown = notices.shownTo(before.subject(), consent.told().notice());
    return give(id, before.subject(), consent, shown);
  }

  private Given give(String id, String subject, NewConsent consent, ConsentNotice shown) {
    return give(
        id,
        subject,
        new Wanted(consent, shown, ConsentRules::check),
        new Manner(
            state -> state.consent(id).ifPresent(before -> requireOpen(before, consent)),
            (given, event) -> {},
            OutboxListener.NOBODY));
  }

  private Given give(String id, String subject, Wanted wanted, Manner manner) {
    NewConsent consent = wanted.consent();
    ConsentNotice shown = wanted.shown();
    requireTold(consent, shown);
    ConsentDraft draft = consent.draft(id, subject, shown);
    AtomicReference<Verdict> last = new AtomicReference<>();
    Logged logged =
        events.publish(
            state -> {
              manner.before().accept(state);
              Verdict verdict = check(wanted, state, draft);
              if (!verdict.isAccepted()) {
                // Perhaps the state has not heard of the notice yet: a refusal stays in the log.
                verdict = check(wanted, events.fresh(), draft);
              }
              if (!verdict.isAccepted()) {
                throw rejected(subject, consent, verdict);
              }
              last.set(verdict);
              Event event =
                  events.event(
                      consent.toData(id, verdict.version(), shown),
                      Optional.of(subject),
                      verdict.guards());
              manner.keep().accept(id, event);
              return event;
            },
            manner.concluding());
    return new Given(id, last.get().version(), shown, consent, logged);
  }

  private Verdict check(Wanted wanted, State state, ConsentDraft draft) {
    return wanted.judge().judge(state, draft, clock.instant(), packs);
  }

  private static void requireOpen(Consent before, NewConsent consent) {
    if (before.status() == ConsentStatus.WITHDRAWN) {
      throw PersonProblemCode.CONSENT_ENDED.problem();
    }
    boolean same =
        before.kind().equals(consent.kind())
            && before.discloser().equals(consent.discloser())
            && before.recipient().equals(consent.recipient());
    if (!same) {
      throw PersonProblemCode.CONSENT_OF_OTHERS.problem();
    }
  }

  /**
   * What the notice leaves out, and whether it is of this kind and recipient, is for the rules
   * (R11); to what else it tells, the consent must keep.
   */
  private static void requireTold(NewConsent consent, ConsentNotice shown) {
    require("discloser", shown.discloser().equals(consent.discloser()));
    ConsentNotice.Told told = shown.told();
    require("purpose", told.purpose().orElse(consent.purpose()).equals(consent.purpose()));
    require(
        "categories",
        told.categories().isEmpty() || told.categories().containsAll(consent.categories()));
    require(
        "method", told.method().orElse(consent.terms().method()).equals(consent.terms().method()));
    require(
        "retention",
        told.retention().orElse(consent.terms().retention()).equals(consent.terms().retention()));
  }

  private static void require(String field, boolean holds) {
    if (!holds) {
      throw PersonProblemCode.NOTICE_DIFFERS.problem(field, "as-told");
    }
  }

  private RuleProblem rejected(String subject, NewConsent consent, Verdict verdict) {
    ConsentRejected data =
        ConsentRejected.builder()
            .kind(KindOfConsent.of(consent.kind()))
            .discloser(consent.discloser())
            .recipient(
                Optional.of(consent.recipient()).filter(text -> PARTY.matcher(text).matches()))
            .code(verdict.refusal().orElseThrow().code())
            .ruleIds(verdict.ruleIds())
            .missing(new TreeSet<>(verdict.missing()))
            .channel(consent.origin().channel())
            .collectedBy(consent.origin().collected().map(NewConsent.Collected::party))
            .build();
    Logged logged = events.publish(events.event(data, subject));
    return new RuleProblem(verdict, logged.event().toString(), logged.index());
  }
}
