package dev.tallystick.vault.alert;

import dev.tallystick.events.append.Backoff;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.SealedRowException;
import dev.tallystick.vault.link.LinkedTokens;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Hands out what is to be sent, each message to one sender for a while, and notes what came of it.
 * A sender that is gone is followed by another one when its lease is over: between sending and
 * noting it a crash leads to the same message once more, under the same id.
 */
@Singleton
class AlertQueue {
  /** Longer than a try takes. */
  static final Duration LEASE = Duration.ofSeconds(60);

  /** As many failures in a row end a webhook. */
  static final int MOST_FAILURES = 20;

  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofHours(1));

  private final AlertAddressRepository addresses;
  private final AlertRepository alerts;
  private final LinkedTokens links;
  private final Keystore keystore;
  private final Clock clock;

  AlertQueue(
      AlertAddressRepository addresses,
      AlertRepository alerts,
      LinkedTokens links,
      Keystore keystore,
      Clock clock) {
    this.addresses = addresses;
    this.alerts = alerts;
    this.links = links;
    this.keystore = keystore;
    this.clock = clock;
  }

  /** What came of a try. */
  enum Outcome {
    SENT,
    /** The webhook has answered with the code: it is the person's. */
    CONFIRMED,
    FAILED
  }

  /** A message whose address does not open is as one that cannot be sent. */
  record Claimed(String message, String address, Optional<AlertMessage> opened) {}

  /** The next message that is due. */
  @Transactional
  Optional<Claimed> claim(AlertChannel channel) {
    Instant now = clock.instant();
    return alerts.lockDue(channel, now).map(alert -> claim(alert, now));
  }

  private Claimed claim(AlertEntity alert, Instant now) {
    AlertAddressEntity address = addresses.findById(alert.address());
    String message = alert.message().orElse(alert.id());
    if (alert.message().isEmpty()) {
      alerts.begin(alert);
      if (alert.event().isPresent() && address.pace() == AlertAddress.Pace.DAILY) {
        alerts.gather(alert, now);
      }
    }
    alerts.lease(message, now.plus(LEASE));
    return new Claimed(message, address.id(), open(alert, message, address));
  }

  private Optional<AlertMessage> open(
      AlertEntity alert, String message, AlertAddressEntity address) {
    try (OpenKeys keys = keystore.open()) {
      return Optional.of(
          new AlertMessage(
              message,
              addresses.open(keys, address),
              alert.occasion(),
              alert.occasion() == Occasion.CHALLENGE
                  ? AlertAddressRepository.code(keys, address.subject(), address.id())
                  : "",
              alert.attempts() + 1,
              alert.giveUpAt()));
    } catch (SealedRowException e) {
      return Optional.empty();
    }
  }

  /** Notes what came of a try. An address that is gone has taken its messages with it. */
  @Transactional
  void settle(Claimed claimed, Outcome outcome) {
    Optional<AlertAddressEntity> found = addresses.lock(claimed.address());
    if (found.isEmpty()) {
      return;
    }
    AlertAddressEntity address = found.get();
    Instant now = clock.instant();
    if (outcome == Outcome.FAILED) {
      fail(claimed, address, now);
      return;
    }
    address.noteSuccess();
    if (outcome == Outcome.CONFIRMED && address.isAlive(now)) {
      address.confirm(now);
    }
    alerts.settle(claimed.message(), AlertEntity.State.SENT, now);
  }

  private void fail(Claimed claimed, AlertAddressEntity address, Instant now) {
    int attempts = claimed.opened().map(AlertMessage::attempts).orElse(1);
    Instant next = now.plus(BACKOFF.jitteredPauseAfter(attempts));
    boolean isOver =
        claimed.opened().map(message -> !next.isBefore(message.giveUpAt())).orElse(true);
    int failures = address.noteFailure();
    if (address.channel() == AlertChannel.WEBHOOK
        && address.state() == AlertAddress.State.CONFIRMED
        && failures >= MOST_FAILURES) {
      switchOff(address, now);
    } else if (isOver) {
      alerts.settle(claimed.message(), AlertEntity.State.FAILED, now);
    } else {
      alerts.postpone(claimed.message(), next);
    }
  }

  /** Nothing more is sent to it; the person is told by mail, if there is one. */
  private void switchOff(AlertAddressEntity webhook, Instant now) {
    webhook.switchOff(now);
    alerts.failAll(webhook.id(), now);
    addresses
        .inUse(links.of(webhook.subject()), AlertChannel.MAIL)
        .forEach(mail -> alerts.add(mail, Occasion.WEBHOOK_OFF, now));
  }
}
