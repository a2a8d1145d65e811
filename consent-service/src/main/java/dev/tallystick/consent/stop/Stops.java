package dev.tallystick.consent.stop;

import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.Recorder;
import dev.tallystick.consent.state.AuditUnavailableProblem;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.consent.stop.LocalStop.Kind;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.OutboxListener;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Withdrawals and freezes. Each is durable here, together with its event, before the log is asked;
 * a crash or a log that is away leaves a row without an index, which keeps every permit from being
 * signed until the event is logged.
 */
@Singleton
public class Stops implements OutboxListener {
  private static final Logger LOG = Logger.getLogger(Stops.class);
  private static final String STOPPED_AT = "stoppedAt";
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(25).toNanos();

  private final LocalStopTable table;
  private final DataSource database;
  private final LogWriter log;
  private final Recorder recorder;
  private final LiveState state;
  private final Clock clock;
  private final AtomicLong lastLogged = new AtomicLong(-1);

  Stops(
      LocalStopTable table,
      DataSource database,
      LogWriter log,
      Recorder recorder,
      LiveState state,
      Clock clock) {
    this.table = table;
    this.database = database;
    this.log = log;
    this.recorder = recorder;
    this.state = state;
    this.clock = clock;
  }

  /** Withdraws a consent; the event says so. */
  public Stopped withdraw(String consent, String subject, Event event) {
    return stop(Kind.WITHDRAWAL, consent, subject, event);
  }

  /** Freezes everything about a person; the event says so. */
  public Stopped freeze(String subject, Event event) {
    return stop(Kind.FREEZE, subject, subject, event);
  }

  /** The stop of an event, if it was made here and is logged. */
  public Optional<Logged> findLogged(EventId event) {
    OptionalLong index = table.findIndex(event);
    return index.isPresent()
        ? Optional.of(new Logged(event, index.getAsLong(), recorder.receiptOf(event)))
        : Optional.empty();
  }

  /**
   * Returns once nothing that a person had stopped before this call waits for the log.
   *
   * @throws AuditUnavailableProblem if something does, so that no permit may be signed
   */
  public void requireNonePending() {
    Optional<Instant> newest = table.newestPending();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (newest.isPresent() && table.isAnyPending(newest.get())) {
      if (System.nanoTime() - deadline > 0) {
        LOG.warn("Nothing is decided while a withdrawal or a freeze waits for the log");
        throw new AuditUnavailableProblem();
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    // The outbox may have logged one just now, and the feed not brought it yet.
    if (!state.awaitIndex(lastLogged.get(), PATIENCE)) {
      throw new AuditUnavailableProblem();
    }
  }

  private Stopped stop(Kind kind, String about, String subject, Event event) {
    LocalStop stop =
        new LocalStop(event.id(), kind, subject, about, clock.instant(), OptionalLong.empty());
    if (!store(stop, event)) {
      return existing(kind, about).orElseGet(() -> stop(kind, about, subject, event));
    }
    try {
      return new Stopped.Now(recorder.record(event, this));
    } catch (AuditUnavailableProblem away) {
      return existing(kind, about).orElseGet(() -> new Stopped.Pending(event.id()));
    }
  }

  /** What was stopped before, if it was. */
  public Optional<Stopped> findWithdrawal(String consent) {
    return existing(Kind.WITHDRAWAL, consent);
  }

  private Optional<Stopped> existing(Kind kind, String about) {
    return table
        .find(kind, about)
        .map(
            stop ->
                stop.index().isPresent()
                    ? new Stopped.Before(
                        new Logged(
                            stop.event(),
                            stop.index().getAsLong(),
                            recorder.receiptOf(stop.event())))
                    : new Stopped.Pending(stop.event()));
  }

  /** Both or neither: a stop without its event would never be logged. */
  private boolean store(LocalStop stop, Event event) {
    return inTransaction(
        connection -> {
          boolean added = table.add(connection, stop);
          if (added) {
            log.store(connection, event);
          }
          return added;
        });
  }

  private interface Work {
    boolean run(Connection connection) throws SQLException;
  }

  private boolean inTransaction(Work work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        boolean done = work.run(connection);
        connection.commit();
        return done;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("a stop could not be stored", e);
    }
  }

  @Override
  public void logged(Event event, LoggedReceipt receipt) {
    if (table.isPending(event.id())) {
      lastLogged.accumulateAndGet(receipt.index(), Math::max);
      table.settle(event.id(), receipt.index());
    }
  }

  @Override
  public boolean reissues(Event event) {
    return table.isPending(event.id());
  }

  /** It holds all the same, and no permit is signed: until the log has it, or for good. */
  @Override
  public void refused(Event event, AppendRefusedException refusal) {
    if (!table.isPending(event.id())) {
      return;
    }
    if (refusal.code().equals(AppendRefusedException.CLOCK_SKEW)) {
      sayAnew(event);
    } else {
      LOG.errorf("The log refuses what a person has stopped, %s: %s", event, refusal.code());
    }
  }

  /** With the time that it is by now. If this clock is still ahead, that is refused again. */
  private void sayAnew(Event event) {
    long now = clock.millis();
    Map<String, JsonValue> data = new TreeMap<>(event.data().members());
    if (Timestamps.parse(event.data().getString(STOPPED_AT)).orElse(now) > now) {
      data.put(STOPPED_AT, JsonString.of(Timestamps.format(now)));
    }
    Event anew =
        recorder.event(
            event.type().shortName(), event.subject(), JsonObject.of(data), Map.of(), List.of());
    boolean unused =
        inTransaction(
            connection -> {
              boolean renamed = table.rename(connection, event.id(), anew.id());
              if (renamed && !log.storeInstead(connection, event.id(), anew)) {
                throw new IllegalStateException("a stop waits for an event that nobody sends");
              }
              return renamed;
            });
  }

  @Override
  public void lapsed(Event event) {
    // Stored before it was sent, so it does not lapse.
  }
}
