package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.entry.Entries;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRows;
import dev.tallystick.events.Event;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.OutboxListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Entries that tell what has happened already: they are stored with it and will be logged, now or
 * when the log is back. One whose time the log does not take is said anew, with a new id.
 */
@Singleton
final class Notices implements OutboxListener {
  private static final Logger LOG = Logger.getLogger(Notices.class);
  private static final Set<String> TYPES =
      Set.of("data.destroyed", "data.undelivered", "fee.reversed");

  private final LogWriter log;
  private final Entries entries;
  private final BureauRows rows;

  Notices(LogWriter log, Entries entries, BureauRows rows) {
    this.log = log;
    this.entries = entries;
    this.rows = rows;
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

  private void sayAnew(BureauId bureau, Event event, AppendRefusedException refusal) {
    if (!refusal.code().equals(AppendRefusedException.CLOCK_SKEW)) {
      LOG.errorf("%s cannot be logged: %s", event, refusal.getMessage());
      return;
    }
    Event anew =
        entries.make(
            event.type().shortName(),
            event.subject().orElseThrow(),
            event.data(),
            event.stub().advances());
    rows.in(
        bureau,
        connection -> {
          log.storeInstead(connection, event.id(), anew);
          return 0;
        });
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
  public void refused(Event event, AppendRefusedException refusal) {
    if (reissues(event)) {
      String said =
          event.data().findString("party").or(() -> event.data().findString("from")).orElseThrow();
      sayAnew(new BureauId(said), event, refusal);
    }
  }

  @Override
  public void lapsed(Event event) {
    // Stored before it was sent, it does not lapse.
  }
}
