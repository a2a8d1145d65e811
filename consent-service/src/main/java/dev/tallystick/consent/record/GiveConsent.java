package dev.tallystick.consent.record;

import dev.tallystick.consent.ConsentProblemCode;
import dev.tallystick.consent.Ids;
import dev.tallystick.consent.RuleProblem;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.notice.ConsentNotice;
import dev.tallystick.consent.notice.Notices;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.events.type.ConsentRejected;
import dev.tallystick.events.type.KindOfConsent;
import dev.tallystick.rules.ConsentDraft;
import dev.tallystick.rules.ConsentRules;
import dev.tallystick.rules.Verdict;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.ConsentStatus;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
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

  Given give(String subject, NewConsent consent) {
    ConsentNotice shown = notices.shownTo(subject, consent.told().notice());
    return give(ids.draw("con"), subject, consent, shown);
  }

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
    requireTold(consent, shown);
    ConsentDraft draft = consent.draft(id, subject, shown);
    AtomicReference<Verdict> last = new AtomicReference<>();
    Logged logged =
        events.publish(
            state -> {
              state.consent(id).ifPresent(before -> requireOpen(before, consent));
              Verdict verdict = check(state, draft);
              if (!verdict.isAccepted()) {
                // Perhaps the state has not heard of the notice yet: a refusal stays in the log.
                verdict = check(events.fresh(), draft);
              }
              if (!verdict.isAccepted()) {
                throw rejected(subject, consent, verdict);
              }
              last.set(verdict);
              return events.event(
                  consent.toData(id, verdict.version(), shown),
                  Optional.of(subject),
                  verdict.guards());
            });
    return new Given(id, last.get().version(), shown, consent, logged);
  }

  private Verdict check(State state, ConsentDraft draft) {
    return ConsentRules.check(state, draft, clock.instant(), packs);
  }

  private static void requireOpen(Consent before, NewConsent consent) {
    if (before.status() == ConsentStatus.WITHDRAWN) {
      throw ConsentProblemCode.CONSENT_ENDED.problem();
    }
    boolean same =
        before.kind().equals(consent.kind())
            && before.discloser().equals(consent.discloser())
            && before.recipient().equals(consent.recipient());
    if (!same) {
      throw ConsentProblemCode.CONSENT_OF_OTHERS.problem();
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
      throw ConsentProblemCode.NOTICE_DIFFERS.problem(field, "as-told");
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
