package dev.tallystick.audit.sequencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.storage.LogStore.LogTransaction;
import dev.tallystick.audit.storage.LogStore.LookUp;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.PostgresLogStore;
import dev.tallystick.events.EventId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is looked up under the lock is what the previous holder has left, however long it took. */
class LockedLookUpIT {
  private static final String GUARD = "consent/con_0198c0de-0000-7000-8003-000000000001";

  @Test
  void begin_whichWaitedForTheLockSeesWhatItsHolderCommitted() throws Exception {
    Clock clock = Clock.systemUTC();
    TestEvents events = new TestEvents(clock);
    try (TestLog log = TestLog.create(clock, store -> store);
        PostgresLogStore store = log.store();
        Connection holder = log.connectAsSuperuser()) {
      // More often than the driver needs to have the statements prepared on the server.
      for (int round = 0; round < 12; round++) {
        byte[] event =
            events.consent("con_0198c0de-0000-7000-8003-%012d".formatted(round), Map.of());
        EventId logged =
            Objects.requireNonNull(TestLog.await(log.submit(TestEvents.CLIENT, event)).get(0).id());
        holder.setAutoCommit(false);
        execute(holder, "select 1 from log_state for update");

        CompletableFuture<Map<String, Long>> guards =
            CompletableFuture.supplyAsync(() -> lookUp(store, logged));
        awaitWaiting(log);
        execute(
            holder,
            "insert into guard values ('%s', %d) on conflict (key) do update set version = excluded.version"
                .formatted(GUARD, round + 1));
        holder.commit();

        assertThat(guards.get(60, TimeUnit.SECONDS)).containsEntry(GUARD, round + 1L);
      }
    }
  }

  @Test
  void begin_onARowThatCannotBeReadGivesTheLockBack() throws Exception {
    try (TestLog log = TestLog.create(Clock.systemUTC(), store -> store);
        PostgresLogStore store = log.store();
        PostgresLogStore other = log.store();
        Connection owner = log.connectAsSuperuser()) {
      EventId damaged = EventId.draw(System.currentTimeMillis(), new Random(1));
      execute(
          owner,
          "insert into entry (idx, event_id, type, recorded_millis, seal_day, seal_class, nonce_stub, hash_body, hash_internal, stub)"
              + " values (0, '%s', 1, 0, 0, 1, '', 'short', 'short', '')"
                  .formatted(damaged.value()));

      assertThatThrownBy(() -> store.begin(new LookUp(List.of(damaged), List.of())))
          .isInstanceOf(LogStoreException.class);

      try (LogTransaction transaction = other.begin(LookUp.NOTHING)) {
        assertThat(transaction.state().size()).isZero();
      }
    }
  }

  private static Map<String, Long> lookUp(PostgresLogStore store, EventId logged) {
    try (LogTransaction transaction = store.begin(new LookUp(List.of(logged), List.of(GUARD)))) {
      assertThat(transaction.logged()).containsOnlyKeys(logged);
      return Map.copyOf(transaction.guardVersions());
    }
  }

  /** Until a session waits for a lock. */
  private static void awaitWaiting(TestLog log) throws SQLException {
    try (Connection observer = log.connectAsSuperuser();
        Statement statement = observer.createStatement()) {
      await("a session waits for the log's lock")
          .atMost(60, TimeUnit.SECONDS)
          .pollInterval(10, TimeUnit.MILLISECONDS)
          .until(() -> isAnyWaiting(statement));
    }
  }

  private static boolean isAnyWaiting(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")) {
      row.next();
      return row.getLong(1) > 0;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
