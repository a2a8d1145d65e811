package dev.tallystick.bureau.entry;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.LookUp;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Asks the log about a publication that is pending: where a process has stopped between its row and
 * its entry, nobody else ever does.
 */
@Singleton
public final class PublicationLookUp {
  /** How long after its id was drawn an entry can still be on its way, with much to spare. */
  private static final Duration ON_ITS_WAY = Duration.ofMinutes(10);

  private final LogWriter log;

  PublicationLookUp(LogWriter log) {
    this.log = log;
  }

  /** Tells it what became of its entry; that it is dropped, once the log cannot get it any more. */
  public void settle(BureauId bureau, EventId event, Publication pending) {
    LookUp answer = log.receiptOf(event);
    if (answer instanceof LookUp.Found found) {
      pending.logged(bureau, event, found.receipt().index());
    } else if (answer instanceof LookUp.Absent absent
        && absent.asOfMillis() > event.millis() + ON_ITS_WAY.toMillis()) {
      pending.drop(bureau, event);
    }
  }
}
