package dev.tallystick.startup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * What is unsafe in the database as this service meets it.
 *
 * @param synchronousCommit the value in force for this service's own sessions
 * @param strongRole whether the service's role could change the schema or other roles
 */
public record UnsafeDatabase(
    String role, boolean fsync, boolean fullPages, String synchronousCommit, boolean strongRole) {
  /**
   * Values under which a confirmed commit survives a crash of the server, and its loss if it has a
   * standby.
   */
  private static final Set<String> DURABLE = Set.of("on", "remote_apply");

  private static final String STATE =
      """
      select rolname,
        current_setting('fsync')::boolean,
        current_setting('full_page_writes')::boolean,
        current_setting('synchronous_commit'),
        rolsuper or rolcreatedb or rolcreaterole or rolbypassrls
          or has_schema_privilege('public', 'create')
          or pg_has_role((select datdba from pg_database where datname = current_database()), 'member')
      from pg_roles where rolname = current_user
      """;

  /** What is unsafe in this database, seen with the role of its connections. */
  public static List<Finding> in(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet state = statement.executeQuery(STATE)) {
      state.next();
      return new UnsafeDatabase(
              state.getString(1),
              state.getBoolean(2),
              state.getBoolean(3),
              state.getString(4),
              state.getBoolean(5))
          .findings();
    }
  }

  /** The findings that this state amounts to. */
  public List<Finding> findings() {
    List<Finding> found = new ArrayList<>();
    if (!fsync) {
      found.add(notDurable("fsync is off", "fsync = on"));
    }
    if (!fullPages) {
      found.add(notDurable("full_page_writes is off", "full_page_writes = on"));
    }
    if (!DURABLE.contains(synchronousCommit)) {
      found.add(
          notDurable("synchronous_commit is " + synchronousCommit, "synchronous_commit = on"));
    }
    if (strongRole) {
      found.add(
          Finding.fatal(
              "database-role-too-strong",
              "the role " + role + " may change the schema or other roles",
              "connect as the app role, and give the owner role to the login of the step --migrate only"));
    }
    return found;
  }

  private static Finding notDurable(String problem, String setting) {
    return Finding.fatal(
        "commit-not-durable",
        "a confirmed commit can be lost: " + problem,
        "set " + setting + " in postgresql.conf and for every role");
  }
}
