package dev.tallystick.consent.stop;

import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.events.Event;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.type.ConsentWithdrawn;
import dev.tallystick.events.type.EventData;
import dev.tallystick.events.type.FreezeSet;
import dev.tallystick.producer.OutboxListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;

/** Reacts to the outcome of the event of a withdrawal or a freeze. */
@Singleton
class StopOutcomes implements OutboxListener {
  private static final Logger LOG = Logger.getLogger(StopOutcomes.class);

  private final LocalStopRepository stops;
  private final StopGate gate;
  private final ConsentEventPublisher events;
  private final Clock clock;

  StopOutcomes(
      LocalStopRepository stops, StopGate gate, ConsentEventPublisher events, Clock clock) {
    this.stops = stops;
    this.gate = gate;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public void logged(Event event, LoggedReceipt receipt) {
    if (stops.isPending(event.id())) {
      // First the gate: once the row is settled, the gate no longer sees it there.
      gate.awaitFromNowOn(receipt.index());
      stops.markLogged(event.id(), receipt.index());
    }
  }

  @Override
  public boolean reissues(Event event) {
    return stops.isPending(event.id());
  }

  /** It holds all the same: for all permits until the log has it, or for this person's for good. */
  @Override
  public void refused(Event event, AppendRefusedException refusal) {
    if (!stops.isPending(event.id())) {
      return;
    }
    if (refusal.code().equals(AppendRefusedException.CLOCK_SKEW)) {
      reissue(event);
    } else {
      stops.markRefused(event.id(), refusal.code(), clock.instant());
      LOG.errorf(
          "The log refuses what a person has stopped, %s: %s. Nothing about this person is permitted"
              + " until an operator settles it; see docs/operations/refused-stop.md",
          event, refusal.code());
    }
  }

  /** With the time that it is by now. If this clock is still ahead, that is refused again. */
  private void reissue(Event event) {
    Event anew = events.event(anew(event), event.subject(), Map.of());
    events.reissueWith(event.id(), anew, () -> stops.replaceEvent(event.id(), anew.id()));
  }

  private EventData anew(Event event) {
    if (event.type().name().equals(FreezeSet.NAME)) {
      FreezeSet said = FreezeSet.read(event.data());
      return said.toBuilder().stoppedAt(noLaterThanNow(said.stoppedAt())).build();
    }
    ConsentWithdrawn said = ConsentWithdrawn.read(event.data());
    return said.toBuilder().stoppedAt(noLaterThanNow(said.stoppedAt())).build();
  }

  private Instant noLaterThanNow(Instant time) {
    Instant now = clock.instant();
    return time.isAfter(now) ? now : time;
  }

  @Override
  public void lapsed(Event event) {
    // Stored before it was sent, so it does not lapse.
  }
}
