package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.entry.BureauLogClient;
import dev.tallystick.events.Event;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.type.DataDestroyed;
import dev.tallystick.events.type.DataUndelivered;
import dev.tallystick.events.type.FeeReversed;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.OutboxListener;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Entries that tell what has happened already: they are stored with it and will be logged, now or
 * when the log is back. One whose time the log does not take is reissued with a new id.
 */
@Singleton
class LateEntries implements OutboxListener {
  private static final Logger LOG = Logger.getLogger(LateEntries.class);
  private static final Set<String> TYPES =
      Set.of(DataDestroyed.SHORT_NAME, DataUndelivered.SHORT_NAME, FeeReversed.SHORT_NAME);

  private final LogWriter log;
  private final BureauLogClient entries;

  LateEntries(LogWriter log, BureauLogClient entries) {
    this.log = log;
    this.entries = entries;
  }

  /** Sends stored events now, in their order; what cannot be sent stays stored. */
  void append(List<Event> stored) {
    for (Event event : stored) {
      try {
        log.append(event, this);
      } catch (LogUnavailableException e) {
        LOG.infof("%s is logged later: %s", event, e.getMessage());
        return;
      } catch (AppendRefusedException e) {
        LOG.debugf("%s was refused: %s", event, e.code());
      }
    }
  }

  private void reissue(Event event, AppendRefusedException refusal) {
    if (!refusal.code().equals(AppendRefusedException.CLOCK_SKEW)) {
      LOG.errorf("%s cannot be logged: %s", event, refusal.getMessage());
      return;
    }
    log.replaceRefused(event.id(), entries.reissue(event));
  }

  @Override
  public void logged(Event event, LoggedReceipt receipt) {
    // It told of something that is over.
  }

  @Override
  public boolean reissues(Event event) {
    return TYPES.contains(event.type().shortName());
  }

  @Override
  @Transactional
  public void refused(Event event, AppendRefusedException refusal) {
    if (reissues(event)) {
      reissue(event, refusal);
    }
  }

  @Override
  public void lapsed(Event event) {
    // Stored before it was sent, it does not lapse.
  }
}
