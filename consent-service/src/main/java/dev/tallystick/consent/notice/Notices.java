package dev.tallystick.consent.notice;

import dev.tallystick.consent.Ids;
import dev.tallystick.consent.PersonProblemCode;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.events.type.ConsentChannel;
import dev.tallystick.events.type.KindOfConsent;
import dev.tallystick.events.type.NoticeId;
import dev.tallystick.events.type.NoticePresented;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Keeps the texts and says in the log to whom they are presented. The text is stored first: a crash
 * leaves a text that nobody was shown, never an entry without its text.
 */
@Singleton
public class Notices {
  private final NoticeRepository repository;
  private final ConsentEventPublisher events;
  private final Ids ids;
  private final Clock clock;

  Notices(NoticeRepository repository, ConsentEventPublisher events, Ids ids, Clock clock) {
    this.repository = repository;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /** Keeps a party's text, to be shown to anybody. */
  void keep(ConsentNotice notice) {
    requireRegistered(notice);
    repository.add(notice, clock.instant());
  }

  /** Keeps a text and says that this person was shown it. */
  Logged present(ConsentNotice notice) {
    requireRegistered(notice);
    return present(notice, ConsentChannel.SELF);
  }

  /**
   * A notice is of parties that are somebody: whoever else is named could be made up without end.
   */
  private void requireRegistered(ConsentNotice notice) {
    State state = events.current();
    requireRegistered(state, "recipient", notice.recipient());
    notice.discloser().ifPresent(party -> requireRegistered(state, "discloser", party));
  }

  private static void requireRegistered(State state, String field, String party) {
    if (state.party(party).filter(Party::isRegistered).isEmpty()) {
      throw PersonProblemCode.NOTICE_PARTY_UNKNOWN.problem(field, "registered");
    }
  }

  private Logged present(ConsentNotice notice, ConsentChannel channel) {
    String subject = notice.owner().subject().orElseThrow();
    repository.add(notice, clock.instant());
    NoticePresented data =
        NoticePresented.builder()
            .notice(new NoticeId(notice.id()))
            .kind(KindOfConsent.of(notice.kind()))
            .discloser(notice.discloser())
            .recipient(notice.recipient())
            .textHash(notice.textHash())
            .language(notice.language())
            .items(notice.items())
            .highlighted(notice.highlighted())
            .channel(channel)
            .build();
    return events.publish(events.event(data, subject));
  }

  /** The notice as it was shown to this person; a party's text is shown to them by this call. */
  public ConsentNotice shownTo(String subject, String id) {
    ConsentNotice notice = get(id, subject);
    if (notice.owner().subject().isPresent()) {
      return notice;
    }
    ConsentNotice shown = notice.shownTo(subject, ids.draw("ntc"));
    Logged unused = present(shown);
    return shown;
  }

  /** A party's notice, of which the party says that it has shown it to this person. */
  public ConsentNotice collectedFrom(String subject, String id, String party) {
    ConsentNotice shown = getOfParty(id, party).shownTo(subject, ids.draw("ntc"));
    Logged unused = present(shown, ConsentChannel.COLLECTED);
    return shown;
  }

  /** A notice that this person may be shown. */
  ConsentNotice get(String id, String subject) {
    return repository
        .findNotice(id)
        .filter(notice -> notice.isFor(subject))
        .orElseThrow(PersonProblemCode.NOTICE_UNKNOWN::problem);
  }

  /** A notice of a party. */
  public ConsentNotice getOfParty(String id, String party) {
    return repository
        .findNotice(id)
        .filter(notice -> notice.owner().party().filter(party::equals).isPresent())
        .orElseThrow(PersonProblemCode.NOTICE_UNKNOWN::problem);
  }
}
