package dev.tallystick.consent.notification;

import dev.tallystick.consent.PartyProblemCode;
import dev.tallystick.consent.PersonProblemCode;
import dev.tallystick.consent.SignedStatementProblem;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.party.PartyVerification;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.DownstreamAnswered;
import dev.tallystick.events.type.NotificationId;
import dev.tallystick.party.Expected;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.party.StopAnswer;
import dev.tallystick.rules.state.Party;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** A holder says, over its own signature, what it did about a notice; the first answer counts. */
@Singleton
class AnswerStopNotice {
  /** The one client that presents what its parties, the bureaus, have signed. */
  private static final String BUREAU_SERVICE = "bureau-service";

  private final StopNoticeRepository notices;
  private final StopNotices days;
  private final ConsentEventPublisher events;
  private final Clock clock;

  AnswerStopNotice(
      StopNoticeRepository notices, StopNotices days, ConsentEventPublisher events, Clock clock) {
    this.notices = notices;
    this.days = days;
    this.events = events;
    this.clock = clock;
  }

  /**
   * An answer that was taken.
   *
   * @param event the entry that says so
   * @param logged where it is in the log; nothing if the log is away and gets it later
   */
  record Taken(EventId event, Optional<Logged> logged) {}

  /**
   * Takes an answer in: with it the entry is stored, so that no notice gets two.
   *
   * @param party the party of the caller's token
   * @param client the client of the caller's token
   */
  Taken answer(String notification, Optional<String> party, String client, StopAnswerJson request) {
    StopNotice notice =
        notices
            .findNotice(notification)
            .filter(found -> found.index().isPresent())
            .filter(
                found ->
                    party.map(found.to()::equals).orElseGet(() -> client.equals(BUREAU_SERVICE)))
            .orElseThrow(PersonProblemCode.STOP_NOTICE_UNKNOWN::problem);
    if (notice.answer().isPresent()) {
      throw PersonProblemCode.STOP_NOTICE_ANSWERED.problem();
    }
    boolean reasoned = request.reason() != null && !request.reason().isBlank();
    if (request.answer().equals("REFUSED") != reasoned) {
      throw PersonProblemCode.STOP_REASON_MISMATCH.problem();
    }
    verify(notice, request);
    DownstreamAnswered data =
        DownstreamAnswered.builder()
            .notification(new NotificationId(notification))
            .notified(new EventId(notice.event()))
            .from(notice.from())
            .to(notice.to())
            .answer(DownstreamAnswered.Answer.of(request.answer()))
            .reason(Optional.ofNullable(request.reason()))
            .signature(request.signature())
            .build();
    Event event = events.event(data, notice.subject());
    boolean first =
        events.storeWith(event, () -> notices.answer(notification, request.answer(), days.today()));
    if (!first) {
      throw PersonProblemCode.STOP_NOTICE_ANSWERED.problem();
    }
    return new Taken(event.id(), events.publishStored(event));
  }

  private void verify(StopNotice notice, StopAnswerJson request) {
    Instant now = clock.instant();
    Party holder =
        events
            .current()
            .party(notice.to())
            .filter(Party::isRegistered)
            .orElseThrow(PartyProblemCode.PARTY_UNKNOWN::problem);
    try {
      StopAnswer signed =
          StopAnswer.verify(
              request.signature(),
              PartyVerification.keysOf(holder, now.toEpochMilli()),
              new Expected(notice.to(), "consent-service", now));
      if (!signed.notification().equals(notice.notification())
          || !signed.answer().equals(request.answer())) {
        throw PersonProblemCode.STOP_ANSWER_DIFFERS.problem();
      }
    } catch (InvalidStatementException e) {
      throw new SignedStatementProblem(e, "signature");
    }
  }
}
