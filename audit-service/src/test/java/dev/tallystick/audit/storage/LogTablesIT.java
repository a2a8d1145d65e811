package dev.tallystick.audit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.sequencing.TestLog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever owns the tables of the log cannot empty them or take them out of it. */
class LogTablesIT {
  private static final Clock CLOCK = Clock.systemUTC();

  /** One log for all: none of what is tried here may change it. */
  @SuppressWarnings("NullAway.Init") // set before the tests
  private static TestLog log;

  private final String partition =
      "entry_" + LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMM"));

  @BeforeAll
  static void create() throws Exception {
    log = TestLog.create(CLOCK, store -> store);
    log.append(TestEvents.CLIENT, new TestEvents(CLOCK).freeze());
  }

  @AfterAll
  static void close() {
    log.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "truncate entry",
        "truncate PARTITION",
        "delete from PARTITION",
        "update PARTITION set sealed = null",
        "alter table entry detach partition PARTITION",
        "alter table entry detach partition PARTITION concurrently",
        "do $$ begin execute 'alter table entry det' || 'ach partition PARTITION'; end $$",
        "drop table PARTITION",
        "drop table entry",
        "drop schema public cascade",
        "drop owned by current_user",
        "alter table PARTITION rename to gone",
        "alter table entry rename to gone",
        "alter table PARTITION disable trigger entry_no_truncate",
        "alter table entry disable trigger all",
        "drop trigger entry_no_truncate on PARTITION",
        "drop trigger entry_append_only on entry",
        "truncate tile",
        "delete from tile",
        "truncate log_state",
        "truncate log_key",
        "drop table guard",
        "drop event trigger guard_drop",
        "set event_triggers = off",
        "set session_replication_role = replica"
      })
  void owner_emptiesAndRemovesNothing(String statement) throws Exception {
    String before = count();

    try (Connection owner = log.connectAsOwner();
        Statement sql = owner.createStatement()) {
      assertThatThrownBy(() -> sql.execute(statement.replace("PARTITION", partition)))
          .as(statement)
          .isInstanceOfSatisfying(
              SQLException.class,
              refusal -> assertThat(refusal.getSQLState()).isIn("TL001", "42501"));
    }

    assertThat(count()).isEqualTo(before).startsWith("1 ");
  }

  @Test
  void partition_madeLaterIsProtectedToo() throws SQLException {
    try (Connection app = log.connectAsApp();
        Statement statement = app.createStatement()) {
      statement.execute("select ensure_entry_partition('2031-05-01')");
    }
    try (Connection owner = log.connectAsOwner();
        Statement statement = owner.createStatement()) {
      assertThatThrownBy(() -> statement.execute("truncate entry_203105"))
          .hasMessageContaining("append-only");
      assertThatThrownBy(() -> statement.execute("drop table entry_203105"))
          .hasMessageContaining("append-only");
    }
  }

  private String count() throws SQLException {
    try (Connection app = log.connectAsApp();
        Statement statement = app.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select (select count(*) from entry) || ' ' || (select count(*) from pg_inherits"
                    + " where inhparent = 'entry'::regclass)")) {
      row.next();
      return row.getString(1);
    }
  }
}
