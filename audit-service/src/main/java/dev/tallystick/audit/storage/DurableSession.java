package dev.tallystick.audit.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Set;

/**
 * A session whose commits survive: what a new session of the log is asked once, and what each of
 * its commits is.
 */
final class DurableSession {
  private static final Set<String> DURABLE = Set.of("on", "remote_apply");

  // A role may see the state of standbys only with pg_read_all_stats; without it the row is there
  // and says nothing.
  private static final String STATE =
      """
      select current_setting('synchronous_commit'),
        current_setting('synchronous_standby_names'),
        (select count(*) from pg_stat_replication where sync_state in ('sync', 'quorum')),
        (select system_identifier from pg_control_system()),
        ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::integer
      """;

  private DurableSession() {}

  /**
   * Asks a new session, and keeps what it answers from being changed under it: a setting of the
   * session outranks those of the server and the role that are changed later.
   *
   * @param needsStandby whether a commit must be on a standby too
   * @return which server this is
   * @throws LogStoreException if its commits can be lost
   */
  static DatabaseTimeline check(Connection connection, boolean needsStandby) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String commit;
      DatabaseTimeline timeline;
      try (ResultSet row = statement.executeQuery(STATE)) {
        row.next();
        commit = row.getString(1);
        if (!DURABLE.contains(commit)) {
          throw new LogStoreException(
              "synchronous_commit is " + commit + " for this session: set it to on");
        }
        if (needsStandby) {
          requireStandby(row.getString(2));
          if (row.getLong(3) == 0) {
            throw new LogStoreException(
                "no synchronous standby is connected, or this role lacks pg_read_all_stats");
          }
        }
        timeline = new DatabaseTimeline(row.getLong(4), row.getInt(5));
      }
      // Warnings must arrive, whatever the role's settings: a commit that has become unsafe is told
      // by one.
      statement.execute(
          "set synchronous_commit = '" + commit + "'; set client_min_messages = 'warning'");
      return timeline;
    }
  }

  /**
   * Refuses a server that waits for no standby.
   *
   * @param names its {@code synchronous_standby_names}
   */
  static void requireStandby(String names) {
    if (names.isBlank()) {
      throw new LogStoreException(
          "tallystick.audit.standby is required, but synchronous_standby_names is empty");
    }
  }

  /**
   * Commits. A wait for the standby that somebody has cancelled ends with success and a warning; so
   * after any warning the outcome counts as unknown.
   */
  static void commit(Connection connection) throws SQLException {
    connection.clearWarnings();
    connection.commit();
    SQLWarning warning = connection.getWarnings();
    if (warning != null) {
      throw new LogStoreException("a commit is not confirmed: " + warning.getMessage());
    }
  }
}
