package dev.tallystick.producer;

import dev.tallystick.events.Event;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * A line in this service's own log for each event that the log has taken. It names type, event and
 * index and nothing of what the event holds, so that a line leads to an entry and back; the trace
 * is named beside them while a request is served.
 */
final class LoggedLine {
  /**
   * Its level is an installation's choice: a line for each event is much at a thousand a second.
   */
  private static final Logger LOG = Logger.getLogger("dev.tallystick.logged");

  private static final String EVENT_ID = "eventId";
  private static final String LOG_INDEX = "logIndex";

  private LoggedLine() {}

  static void write(Event event, long index) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    MDC.put(EVENT_ID, event.id().toString());
    MDC.put(LOG_INDEX, Long.toString(index));
    try {
      LOG.infof("logged %s %s at %d", event.type().shortName(), event.id(), index);
    } finally {
      MDC.remove(EVENT_ID);
      MDC.remove(LOG_INDEX);
    }
  }
}
