package dev.tallystick.producer;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.PartName;
import dev.tallystick.events.append.AppendClient;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LogUnavailableException.Reason;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tracing.EntrySpan;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Appends this service's events to the log, and loses none whose outcome is open.
 *
 * <p>Guarantee: an event is in the outbox, durably and with its seed, before the log can have seen
 * it, and stays there until its outcome is known. If the process stops, or the caller was answered
 * {@link LogUnavailableException}, another try finds out and tells every {@link OutboxListener}.
 * What the outcome makes necessary is done by a listener, then, and not after {@link #append}:
 * there a crash would leave it undone for ever.
 *
 * <p>{@link #appendKept} leaves that to callers who keep a journal of their own.
 *
 * <p>What that other try does depends on how the event came in. One that was {@link #store stored}
 * first is sent until the log has it. One that was only {@link #append appended} is looked up and
 * not sent again, unless its type may be late: its caller was told that there is no proof, so it
 * must not take effect behind the caller's back. Blocks; thread-safe; not for the event loop.
 */
public final class LogWriter {
  private static final Logger LOG = Logger.getLogger(LogWriter.class);

  /** Retry delay after clock skew. */
  private static final Duration REISSUE_DELAY = Duration.ofSeconds(3);

  private final LogConnection log;
  private final Outbox outbox;
  private final OutboxWorker worker;
  private final Duration lease;

  LogWriter(LogConnection log, Outbox outbox, OutboxWorker worker, Duration lease) {
    this.log = log;
    this.outbox = outbox;
    this.worker = worker;
    this.lease = lease;
  }

  /**
   * Appends an event about which nothing is left to do here, whatever becomes of it: nobody is told
   * of an outcome that this returns or throws, not even if the process stops right after.
   *
   * @see #append(Event, OutboxListener)
   */
  public LoggedReceipt append(Event event) throws LogUnavailableException, AppendRefusedException {
    return append(event, OutboxListener.NOBODY);
  }

  /**
   * Appends an event, waits for the proof and has the conclusion drawn. An event that was stored
   * before may be given again.
   *
   * @param concluding is told of the outcome before the event is forgotten, and before this returns
   *     or throws; if the process stops in between, or it throws, every listener is told later
   * @throws LogUnavailableException if there is no proof; what was to follow must not happen
   * @throws AppendRefusedException if the log refused it: it is not logged
   * @throws OutboxException if it could not be stored; it was not sent
   * @throws IllegalStateException if the thread is in a transaction: the log is asked outside of
   *     one
   */
  public LoggedReceipt append(Event event, OutboxListener concluding)
      throws LogUnavailableException, AppendRefusedException {
    CallersTransaction.requireNone();
    AppendClient client = log.client();
    boolean mustLog = outbox.claim(event, lease);
    try {
      LoggedReceipt receipt = send(client, event);
      conclude(event, () -> concluding.logged(event, receipt));
      return receipt;
    } catch (AppendRefusedException e) {
      if (mustLog && worker.mayBeEarly(event, e)) {
        leaveToWorker(event.id());
        throw new LogUnavailableException(
            Reason.NO_ANSWER, true, "the log takes it later: this clock is ahead", e);
      }
      if (mustLog && !e.isVerdict()) {
        leaveToWorker(event.id());
      } else {
        conclude(event, () -> concluding.refused(event, e));
      }
      throw e;
    } catch (LogUnavailableException e) {
      if (mustLog || e.mayBeLogged()) {
        leaveToWorker(event.id());
      } else {
        conclude(event, () -> concluding.lapsed(event));
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      leaveToWorker(event.id());
      throw new LogUnavailableException(Reason.CLOSED, true, "the wait was interrupted", e);
    }
  }

  /**
   * Appends events in one request that the caller keeps itself, past the outbox, and waits for all
   * outcomes.
   *
   * <p>The caller has stored each with its seed, durably, before; so it finds out by {@link
   * #receiptOf} what became of those that are {@link Appended.Open}, also after a crash. Nobody is
   * told, and nothing is sent again.
   *
   * @return the outcomes, in the order of the events
   * @throws LogUnavailableException if the log's key is not known yet; nothing was sent
   * @throws IllegalStateException if the thread is in a transaction: the log is asked outside of
   *     one
   */
  public List<Appended> appendKept(List<Event> events) throws LogUnavailableException {
    CallersTransaction.requireNone();
    return log.appendTogether(events, Deadline.atMost(log.giveUpAfter()));
  }

  /**
   * Appends an event that a row of the caller's stands for, and stores no copy of it. The row is
   * durable before this is called and names the event's id; as long as nothing in it says what
   * became of the event, somebody asks {@link #receiptOf}. So the row does what the outbox does for
   * other events: nothing is sent again, and nobody else is told of an outcome.
   *
   * @throws LogUnavailableException if there is no proof; whether the log has the event is open if
   *     {@link LogUnavailableException#mayBeLogged} says so
   * @throws AppendRefusedException if the log refused it
   * @throws IllegalStateException if the thread is in a transaction: the log is asked outside of
   *     one
   */
  public LoggedReceipt appendKept(Event event)
      throws LogUnavailableException, AppendRefusedException {
    CallersTransaction.requireNone();
    AppendClient client = log.client();
    try {
      return send(client, event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException(Reason.CLOSED, true, "the wait was interrupted", e);
    }
  }

  /**
   * Stores an event in the transaction of the calling thread: once that is committed, the event
   * will be logged, however long the log is away. {@link #append} it after the commit, or leave it
   * to the background, which takes it up after some seconds.
   *
   * @throws IllegalStateException if the thread is in no transaction
   */
  public void store(Event event) {
    outbox.store(event, lease);
  }

  /**
   * Replaces, in the transaction of the calling thread, an event that the log has refused by one
   * that says the same anew. From the commit on the refused one is forgotten, so that it cannot
   * come back and be logged beside this one. The background takes the new one up after some
   * seconds.
   *
   * @return whether the refused one was still there; if not, it has been replaced already, and
   *     nothing is stored
   * @throws IllegalStateException if the thread is in no transaction
   */
  public boolean replaceRefused(EventId refused, Event reissued) {
    return outbox.replace(refused, reissued, REISSUE_DELAY);
  }

  /** How many stored events are not known to be logged. Zero means that the log is up to date. */
  public long backlog() {
    return outbox.backlog();
  }

  /** What the log says about an event of this service. */
  public LookUp receiptOf(EventId id) {
    return log.find(id);
  }

  /**
   * The receipt of an event, to be handed to somebody who may see these parts. Asks the log; after
   * an append {@link #receiptFor(Event, LoggedReceipt, Set)} does not.
   *
   * @throws LogUnavailableException if the log does not answer or does not have the event
   */
  public Receipt receiptFor(EventId id, Set<PartName> parts) throws LogUnavailableException {
    if (receiptOf(id) instanceof LookUp.Found found) {
      return Receipts.showing(found.receipt(), parts);
    }
    throw new LogUnavailableException(Reason.NO_ANSWER, true, "there is no receipt of " + id, null);
  }

  /** The receipt of an event that was appended just now, showing these parts. */
  public Receipt receiptFor(Event event, LoggedReceipt receipt, Set<PartName> parts)
      throws LogUnavailableException {
    return receipt.toReceipt(event, parts, log.policyHash());
  }

  /**
   * The key that the log is known by.
   *
   * @throws LogUnavailableException if it was never known and the log cannot be asked
   */
  public NoteVerifier logKey() throws LogUnavailableException {
    return log.key();
  }

  private LoggedReceipt send(AppendClient client, Event event)
      throws LogUnavailableException, AppendRefusedException, InterruptedException {
    EntrySpan span = EntrySpan.start("append", event.type().shortName(), event.id().toString());
    try {
      LoggedReceipt receipt = client.appendAndWait(event, Deadline.atMost(log.giveUpAfter()));
      span.logged(receipt.index());
      ProducerMetrics.logged(event, receipt.index());
      return receipt;
    } catch (AppendRefusedException e) {
      span.notLogged(e.code());
      throw e;
    } catch (LogUnavailableException | InterruptedException e) {
      span.notLogged("LOG_UNAVAILABLE");
      throw e;
    }
  }

  /** First what follows, then the row: the other way round a crash would lose what follows. */
  private void conclude(Event event, Runnable conclusion) {
    try {
      conclusion.run();
    } catch (RuntimeException e) {
      leaveToWorker(event.id());
      throw e;
    }
    settle(event.id());
  }

  private void settle(EventId id) {
    try {
      outbox.remove(List.of(id));
    } catch (OutboxException e) {
      // The outcome stands. The row stays, and the worker comes to the same outcome.
      LOG.warn("An event with a known outcome stays in the outbox for now", e);
    }
  }

  private void leaveToWorker(EventId id) {
    try {
      outbox.release(id, Duration.ZERO);
    } catch (OutboxException e) {
      // Its claim ends by itself.
      LOG.warn("An event without an outcome waits in the outbox until its claim ends", e);
    }
    worker.wake();
  }
}
