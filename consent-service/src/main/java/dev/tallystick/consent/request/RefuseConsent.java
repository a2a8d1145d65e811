package dev.tallystick.consent.request;

import dev.tallystick.consent.PersonProblemCode;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.notice.ConsentNotice;
import dev.tallystick.consent.notice.Notices;
import dev.tallystick.events.type.ConsentChannel;
import dev.tallystick.events.type.ConsentRefused;
import dev.tallystick.events.type.KindOfConsent;
import jakarta.inject.Singleton;

/** A person says no to a request. */
@Singleton
class RefuseConsent {
  private final OpenAsks asks;
  private final Notices notices;
  private final ConsentEventPublisher events;

  RefuseConsent(OpenAsks asks, Notices notices, ConsentEventPublisher events) {
    this.asks = asks;
    this.notices = notices;
    this.events = events;
  }

  /** The person says no; from here on the cool-down counts. */
  Logged refuse(String id, String subject) {
    ConsentAsk ask =
        asks.open(subject).stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(PersonProblemCode.CONSENT_REQUEST_UNKNOWN::problem);
    ConsentNotice notice = notices.getOfParty(ask.notice(), ask.by());
    ConsentRefused data =
        ConsentRefused.builder()
            .kind(KindOfConsent.of(ask.sides().kind()))
            .discloser(ask.sides().discloser())
            .recipient(ask.sides().recipient())
            .purpose(ask.purpose())
            .categories(ask.categories())
            .notice(notice.toRef())
            .channel(ConsentChannel.SELF)
            .build();
    return events.publish(events.event(data, ask.subject()));
  }
}
