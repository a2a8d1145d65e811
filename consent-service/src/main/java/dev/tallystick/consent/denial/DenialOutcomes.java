package dev.tallystick.consent.denial;

import dev.tallystick.events.Event;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.producer.OutboxListener;
import jakarta.inject.Singleton;

/** Reacts to the outcome of the event of a first refusal. */
@Singleton
class DenialOutcomes implements OutboxListener {
  private final DenialRepository denials;

  DenialOutcomes(DenialRepository denials) {
    this.denials = denials;
  }

  @Override
  public void logged(Event event, LoggedReceipt receipt) {
    denials.markLogged(event.id().value(), receipt.index());
  }

  /** Nobody was told of a first refusal that is not logged: the next such request makes another. */
  @Override
  public boolean reissues(Event event) {
    return denials.isUnlogged(event.id().value());
  }

  @Override
  public void refused(Event event, AppendRefusedException refusal) {
    denials.remove(event.id().value());
  }

  @Override
  public void lapsed(Event event) {
    // Stored before it was sent, so it does not lapse.
  }
}
