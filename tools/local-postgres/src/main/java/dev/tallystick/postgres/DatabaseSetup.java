package dev.tallystick.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * Creates a database with its two roles. Each step looks first, so a crash in between is made good
 * by the next call.
 */
final class DatabaseSetup {
  private static final String NAME = "[a-z][a-z0-9_]{0,39}";

  private final LocalPostgres server;

  DatabaseSetup(LocalPostgres server) {
    this.server = server;
  }

  void create(Database database) throws SQLException {
    String owner = database.owner().role();
    String app = database.app().role();
    try (Connection connection = server.connect(Cluster.SUPERUSER)) {
      role(connection, database.owner());
      role(connection, database.app());
      if (!exists(connection, "select 1 from pg_database where datname = ?", database.name())) {
        run(connection, "create database " + database.name() + " owner " + owner);
      }
      run(connection, "revoke all on database " + database.name() + " from public");
      run(connection, "grant connect on database " + database.name() + " to " + app);
    }
    try (Connection connection = server.connect(database.name())) {
      run(connection, "revoke all on schema public from public");
      run(connection, "grant usage on schema public to " + app);
      // PostgreSQL lets everyone execute a new function; here nobody may until the owner grants it.
      run(
          connection,
          "alter default privileges for role " + owner + " revoke all on functions from public");
    }
  }

  static void checkName(String name) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("a database name matches " + NAME + ": " + name);
    }
  }

  private static void role(Connection connection, Login login) throws SQLException {
    if (!exists(connection, "select 1 from pg_roles where rolname = ?", login.role())) {
      run(connection, "create role " + login.role() + " nologin");
    }
    // The driver sends the SCRAM verifier, so that the password cannot end up in the server's log.
    connection
        .unwrap(PGConnection.class)
        .alterUserPassword(login.role(), login.password().toCharArray(), "scram-sha-256");
    run(connection, "alter role " + login.role() + " login nosuperuser nocreatedb nocreaterole");
  }

  private static boolean exists(Connection connection, String sql, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
