package dev.tallystick.consent.notification;

import dev.tallystick.consent.Ids;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.type.DownstreamNotified;
import dev.tallystick.events.type.DownstreamNotified.Change;
import dev.tallystick.events.type.NotificationId;
import dev.tallystick.producer.OutboxListener;
import dev.tallystick.rules.state.Release;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Tells one holder that a consent has ended, or that what it got has changed. The notice is an
 * entry of the log, which the holder's service follows; notice and entry are stored together, once
 * for each cause and release.
 */
@Singleton
class SendStopNotice implements OutboxListener {
  private static final Logger LOG = Logger.getLogger(SendStopNotice.class);

  private final StopNoticeRepository notices;
  private final StopNotices days;
  private final ConsentEventPublisher events;
  private final Ids ids;
  private final Clock clock;

  SendStopNotice(
      StopNoticeRepository notices,
      StopNotices days,
      ConsentEventPublisher events,
      Ids ids,
      Clock clock) {
    this.notices = notices;
    this.days = days;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Tells a holder, unless it was told of this cause.
   *
   * @param cause the entry that ended the consent, or changed the record
   */
  void send(String cause, Change change, Holder holder) {
    Release release = holder.latest();
    String notification = ids.draw("ntf");
    LocalDate dueOn = days.answerDay();
    Event event = event(notification, cause, change, holder, dueOn);
    StopNotice notice =
        new StopNotice(
            UUID.fromString(cause),
            UUID.fromString(release.event()),
            notification,
            event.id().value(),
            release.subject(),
            release.from(),
            release.to(),
            change,
            dueOn,
            OptionalLong.empty(),
            Optional.empty(),
            false);
    if (events.storeWith(event, () -> notices.add(notice, clock.instant()))) {
      Optional<Logged> unused = events.publishStored(event, this);
    }
  }

  private Event event(
      String notification, String cause, Change change, Holder holder, LocalDate dueOn) {
    Release release = holder.latest();
    DownstreamNotified data =
        DownstreamNotified.builder()
            .notification(new NotificationId(notification))
            .from(release.from())
            .to(release.to())
            .release(EventId.fromString(release.event()))
            .earlier(holder.earlier().stream().map(EventId::fromString).toList())
            .change(change)
            .cause(EventId.fromString(cause))
            .dueOn(dueOn)
            .build();
    return events.event(data, release.subject());
  }

  @Override
  public void logged(Event event, LoggedReceipt receipt) {
    notices.markLogged(event.id().value(), receipt.index());
  }

  @Override
  public void refused(Event event, AppendRefusedException refusal) {
    LOG.errorf("The log refuses an event of this service, %s: %s", event, refusal.code());
  }

  @Override
  public void lapsed(Event event) {
    // Stored before it was sent, so a notice does not lapse.
  }
}
