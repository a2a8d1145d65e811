package dev.tallystick.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * Asks a running server whether it keeps what this package promises.
 *
 * <p>The settings are given on the command line, so a difference means that someone changed a role,
 * a database or this code; the server is not used then.
 */
final class Promises {
  private static final Map<String, String> SHOWN =
      Map.of(
          "fsync", "on",
          "synchronous_commit", "on",
          "full_page_writes", "on",
          "password_encryption", "scram-sha-256",
          "listen_addresses", LocalPostgres.HOST);

  private Promises() {}

  /** Throws if a setting, a role's own setting or an access rule breaks a promise. */
  static void check(Connection superuser) throws SQLException {
    try (Statement statement = superuser.createStatement()) {
      for (Map.Entry<String, String> promise : SHOWN.entrySet()) {
        String actual = single(statement, "show " + promise.getKey());
        if (!promise.getValue().equals(actual)) {
          throw new PostgresException(
              promise.getKey() + " is " + actual + " instead of " + promise.getValue());
        }
      }
      String lax =
          single(
              statement,
              "select count(*) from pg_hba_file_rules"
                  + " where error is not null or auth_method <> 'scram-sha-256'");
      if (!lax.equals("0")) {
        throw new PostgresException("pg_hba.conf has a rule that is not scram-sha-256");
      }
    }
    checkRoleSettings(superuser);
  }

  private static void checkRoleSettings(Connection superuser) throws SQLException {
    String sql =
        "select count(*) from pg_db_role_setting, unnest(setconfig) as item"
            + " where split_part(item, '=', 1) = any (?)";
    try (PreparedStatement statement = superuser.prepareStatement(sql)) {
      statement.setArray(1, superuser.createArrayOf("text", SHOWN.keySet().toArray(String[]::new)));
      try (ResultSet rows = statement.executeQuery()) {
        if (rows.next() && rows.getInt(1) > 0) {
          throw new PostgresException(
              "a role or database has settings of its own for one of " + SHOWN.keySet());
        }
      }
    }
  }

  private static String single(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
