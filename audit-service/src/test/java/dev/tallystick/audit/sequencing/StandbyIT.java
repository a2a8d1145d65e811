package dev.tallystick.audit.sequencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.entry.Answered;
import dev.tallystick.audit.storage.DatabaseTimeline;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStore.LookUp;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.PostgresLogStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A commit that the standby does not have leads to no receipt, whatever the database says of it.
 */
class StandbyIT {
  private final TestEvents events = new TestEvents(Clock.systemUTC());

  @AfterEach
  void waitForNobody() throws SQLException {
    waitFor("");
  }

  /**
   * The standby is gone, a commit waits for it, and somebody cancels the wait: the server says that
   * the commit has succeeded, and warns.
   */
  @Test
  void cancelledWait_givesNoReceiptUntilTheStandbyHasTheEntry() throws Exception {
    try (TestLog log = TestLog.create(Clock.systemUTC(), store -> store)) {
      log.append(TestEvents.CLIENT, events.freeze());
      byte[] event = events.freeze();
      waitFor("FIRST 1 (away)");

      CompletableFuture<List<Answered>> answer = log.submit(TestEvents.CLIENT, event);
      await("the commit waits for the standby")
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> cancelled(log) > 0);
      assertThat(TestLog.await(answer).get(0).outcome()).isInstanceOf(AppendOutcome.Refused.class);

      LogState visible = log.states.find().orElseThrow();
      assertThat(visible.size()).as("committed here, and perhaps nowhere else").isEqualTo(2);
      assertThatThrownBy(() -> log.signer.sign(visible))
          .isInstanceOf(LogStoreException.class)
          .hasMessageContaining("not confirmed");

      // The producer asks again, and a second process reads the state that nobody has confirmed.
      CompletableFuture<List<Answered>> again = log.submit(TestEvents.CLIENT, event);
      await().atMost(60, TimeUnit.SECONDS).until(() -> waiting(log) > 0);
      assertThat(again).isNotDone();

      waitFor("");
      assertThat(TestLog.await(again).get(0).outcome())
          .isInstanceOf(AppendOutcome.AlreadyLogged.class);
      assertThat(log.signer.sign(visible).text()).contains("\n2\n");
      assertThat(log.check()).isEqualTo(2);
    }
  }

  @Test
  void standby_thatIsDemandedAndNotThere_isMissedBeforeAnythingIsLogged() throws Exception {
    try (TestLog log = TestLog.create(Clock.systemUTC(), store -> store);
        PostgresLogStore demanding =
            new PostgresLogStore(log.dataSource, log.head, log.mark, /* needsStandby= */ true)) {
      assertThatThrownBy(() -> demanding.begin(LookUp.NOTHING))
          .isInstanceOf(LogStoreException.class)
          .hasMessageContaining("synchronous_standby_names is empty");

      waitFor("FIRST 1 (away)");
      assertThatThrownBy(() -> demanding.begin(LookUp.NOTHING))
          .isInstanceOf(LogStoreException.class)
          .hasMessageContaining("no synchronous standby is connected");
    }
  }

  @Test
  void session_whoseCommitsCanBeLost_isRefused() throws Exception {
    try (TestLog log = TestLog.create(Clock.systemUTC(), store -> store);
        Connection app = log.connectAsApp();
        PostgresLogStore store = log.store()) {
      for (String weak : List.of("off", "local", "remote_write")) {
        execute(app, "alter role current_user set synchronous_commit = " + weak);
        assertThatThrownBy(() -> store.begin(LookUp.NOTHING))
            .isInstanceOf(LogStoreException.class)
            .hasMessageContaining("synchronous_commit is " + weak);
      }
      execute(app, "alter role current_user reset synchronous_commit");
      store.begin(LookUp.NOTHING).close();
    }
  }

  /** An old primary that nobody fenced off answers first; it is at an earlier timeline. */
  @Test
  void oldPrimary_isRefusedOnceItsSuccessorWasSeen() throws Exception {
    try (TestLog log = TestLog.create(Clock.systemUTC(), store -> store);
        Connection admin = log.connectAsSuperuser()) {
      long system = number(admin, "select system_identifier from pg_control_system()");
      int timeline = (int) number(admin, "select timeline_id from pg_control_checkpoint()");
      log.append(TestEvents.CLIENT, events.freeze());
      log.mark.pass(new DatabaseTimeline(system, timeline + 1));

      try (PostgresLogStore store = log.store()) {
        assertThatThrownBy(() -> store.begin(LookUp.NOTHING))
            .isInstanceOf(LogStoreException.class)
            .hasMessageContaining("it is an old primary");
      }
      log.mark.pass(new DatabaseTimeline(system + 1, 1));
    }
  }

  private static void waitFor(String standbys) throws SQLException {
    try (Connection admin = TestLog.server().connect("postgres")) {
      execute(admin, "alter system set synchronous_standby_names = '" + standbys + "'");
      execute(admin, "select pg_reload_conf()");
      await()
          .atMost(60, TimeUnit.SECONDS)
          .until(
              () ->
                  number(
                          admin,
                          "select count(*) from pg_settings where name = 'synchronous_standby_names' and setting = '"
                              + standbys
                              + "'")
                      == 1);
    }
  }

  private static long cancelled(TestLog log) throws SQLException {
    return number(log, "count(pg_cancel_backend(pid))");
  }

  private static long waiting(TestLog log) throws SQLException {
    return number(log, "count(*)");
  }

  private static long number(TestLog log, String what) throws SQLException {
    try (Connection admin = log.connectAsSuperuser()) {
      return number(
          admin,
          "select "
              + what
              + " from pg_stat_activity where datname = current_database() and wait_event = 'SyncRep'");
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
