package dev.tallystick.consent.record;

import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.stop.PublishStop;
import dev.tallystick.consent.stop.StopData;
import dev.tallystick.events.Event;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.producer.OutboxListener;
import dev.tallystick.rules.state.Consent;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Ends the old consent once the log has the new one, and lets it stand if the log refuses that.
 * Also told after a crash, by the outbox; each step may be done twice.
 */
@Singleton
class MoveOutcomes implements OutboxListener {
  private final ConsentMoveRepository moves;
  private final PublishStop stops;
  private final ConsentEventPublisher events;
  private final Clock clock;

  MoveOutcomes(
      ConsentMoveRepository moves, PublishStop stops, ConsentEventPublisher events, Clock clock) {
    this.moves = moves;
    this.stops = stops;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public void logged(Event event, LoggedReceipt receipt) {
    moves
        .findOpen(event.id())
        .ifPresent(
            move -> {
              // First the withdrawal, which is there once: the other way round a crash would leave
              // two consents for ever.
              end(move.consent);
              moves.markLogged(event.id(), receipt.index());
            });
  }

  private void end(String id) {
    if (stops.findWithdrawal(id).isEmpty()) {
      Consent consent =
          events
              .current()
              .consent(id)
              .orElseThrow(() -> new IllegalStateException("the state lacks a moved consent"));
      var unused =
          stops.withdraw(
              id,
              consent.subject(),
              events.event(StopData.withdrawal(consent, clock.instant()), consent.subject()));
    }
  }

  @Override
  public void refused(Event event, AppendRefusedException refusal) {
    moves.forget(event.id());
  }

  @Override
  public void lapsed(Event event) {
    moves.forget(event.id());
  }
}
