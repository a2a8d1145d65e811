package dev.tallystick.consent.denial;

import dev.tallystick.consent.log.Recorder;
import dev.tallystick.consent.state.AuditUnavailableProblem;
import dev.tallystick.events.Event;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.OutboxListener;
import dev.tallystick.tlog.Hash;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Puts refusals into the log before anybody is told of them. The first of its kind is an entry; the
 * same again within a minute is answered with that entry and counted, and one more entry tells the
 * count.
 *
 * <p>A crash loses neither: row and event are stored together, the count is in the row, and the
 * sweep of any replica closes what is due.
 */
@Singleton
public class Denials implements OutboxListener {
  private static final Logger LOG = Logger.getLogger(Denials.class);
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final int AT_ONCE = 200;
  private static final String TYPE = "data.denied";

  private final DataSource database;
  private final DenialTable table;
  private final LogWriter log;
  private final Recorder recorder;
  private final Clock clock;

  /** Two of a kind in one process wait for each other rather than race for the row. */
  private final List<ReentrantLock> turns = Stream.generate(ReentrantLock::new).limit(64).toList();

  Denials(DataSource database, DenialTable table, LogWriter log, Recorder recorder, Clock clock) {
    this.database = database;
    this.table = table;
    this.log = log;
    this.recorder = recorder;
    this.clock = clock;
  }

  /**
   * Records a refusal.
   *
   * @return the entry to name in the answer
   * @throws AuditUnavailableProblem if it is not logged, so that it must not be told
   */
  public DenialEntry record(Denial denial) {
    Hash likeness = denial.likeness();
    ReentrantLock turn = turns.get((likeness.toByteArray()[0] & 0xff) % turns.size());
    turn.lock();
    try {
      Taken taken = inTransaction(connection -> take(connection, likeness, denial));
      taken.closing().ifPresent(this::send);
      return taken.earlier().isPresent() ? taken.earlier().get() : first(taken.first());
    } finally {
      turn.unlock();
    }
  }

  /**
   * What a refusal turned out to be.
   *
   * @param earlier the entry that it repeats; if there is none, it is a first
   * @param closing the last entry of the minute before, if that had repeats
   */
  private record Taken(
      Optional<DenialEntry> earlier, Optional<Event> first, Optional<Event> closing) {}

  /** Under the row's lock, so that of two replicas one is the first and the other repeats. */
  private Taken take(Connection connection, Hash likeness, Denial denial) throws SQLException {
    Optional<DenialTable.Row> before = table.lock(connection, likeness);
    if (before.isPresent() && before.get().index().isEmpty()) {
      // The log has not taken the first one yet. The outbox sees to it.
      throw new AuditUnavailableProblem();
    }
    if (before.isPresent() && before.get().openedAt().isAfter(clock.instant().minus(MINUTE))) {
      table.repeat(connection, likeness);
      DenialEntry earlier =
          new DenialEntry(before.get().first(), before.get().index().orElseThrow());
      return new Taken(Optional.of(earlier), Optional.empty(), Optional.empty());
    }
    Optional<Event> closing =
        before.isPresent() ? close(connection, before.get()) : Optional.empty();
    Event event =
        recorder.event(
            TYPE, denial.subject(), denial.data(), denial.internal(), Map.of(), List.of());
    if (!table.add(connection, likeness, event.id(), denial, clock.instant())) {
      throw new AuditUnavailableProblem();
    }
    log.store(connection, event);
    return new Taken(Optional.empty(), Optional.of(event), closing);
  }

  private DenialEntry first(Optional<Event> stored) {
    Event event = stored.orElseThrow();
    return new DenialEntry(event.id(), recorder.record(event, this).index());
  }

  /** Closes the minutes that are over. */
  @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void closeWhatIsOver() {
    Instant due = clock.instant().minus(MINUTE);
    List<Event> closings =
        inTransaction(
            connection -> {
              List<Event> events = new ArrayList<>();
              for (DenialTable.Row row : table.lockOlderThan(connection, due, AT_ONCE)) {
                close(connection, row).ifPresent(events::add);
              }
              return events;
            });
    closings.forEach(this::send);
  }

  private Optional<Event> close(Connection connection, DenialTable.Row row) throws SQLException {
    table.remove(connection, row.first());
    if (row.repeats() == 0) {
      return Optional.empty();
    }
    Event closing =
        recorder.event(
            TYPE,
            row.subject(),
            Denial.closing(row.data(), row.first().toString(), row.repeats()),
            Map.of(),
            List.of());
    log.store(connection, closing);
    return Optional.of(closing);
  }

  private void send(Event closing) {
    try {
      recorder.record(closing);
    } catch (AuditUnavailableProblem away) {
      LOG.debugf("The end of a minute of refusals waits in the outbox: %s", closing);
    }
  }

  @Override
  public void logged(Event event, LoggedReceipt receipt) {
    inTransaction(
        connection -> {
          table.settle(connection, event.id(), receipt.index());
          return true;
        });
  }

  /** Nobody was told of a first refusal that is not logged: the next such request makes another. */
  @Override
  public boolean reissues(Event event) {
    return inTransaction(connection -> table.isUnlogged(connection, event.id()));
  }

  @Override
  public void refused(Event event, AppendRefusedException refusal) {
    remove(event);
  }

  private void remove(Event event) {
    inTransaction(
        connection -> {
          table.remove(connection, event.id());
          return true;
        });
  }

  @Override
  public void lapsed(Event event) {
    // Stored before it was sent, so it does not lapse.
  }

  private interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private <T> T inTransaction(Work<T> work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.run(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the refusals could not be stored or read", e);
    }
  }
}
