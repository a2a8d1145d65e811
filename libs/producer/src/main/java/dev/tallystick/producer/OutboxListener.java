package dev.tallystick.producer;

import dev.tallystick.events.Event;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LoggedReceipt;

/**
 * A bean that is told what became of an event whose appender was not there to see it: it had
 * stopped, or was answered {@code LogUnavailableException}.
 *
 * <p>Callers may rely on: every such event ends in one of the three, however often the process
 * stops in between. Implementers must keep: the same outcome may be told more than once, so
 * handling it is idempotent; what throws is told again later. Beans are called on one background
 * thread, in the order in which the events were stored; an appender may also give its listener to
 * {@link LogWriter#append(Event, OutboxListener)}, which calls it on the appender's thread.
 */
public interface OutboxListener {
  /** Draws no conclusion. */
  OutboxListener NOBODY =
      new OutboxListener() {
        @Override
        public void logged(Event event, LoggedReceipt receipt) {}

        @Override
        public void refused(Event event, AppendRefusedException refusal) {}

        @Override
        public void lapsed(Event event) {}
      };

  /** The event is logged. */
  void logged(Event event, LoggedReceipt receipt);

  /** The log refused the event; it is not logged and will not be. */
  void refused(Event event, AppendRefusedException refusal);

  /**
   * The event is not logged and can no longer be: its time is too far behind the log's. Only for
   * events that were appended without being stored by {@link LogWriter#store} first.
   */
  void lapsed(Event event);

  /**
   * Whether this listener says anew, in another event, what the log refuses for its time. What may
   * be late and is said anew by nobody is not told as refused for being early (a producer's clock
   * was ahead): it is kept until the log's clock has come to its time.
   */
  default boolean reissues(Event event) {
    return false;
  }
}
