package dev.tallystick.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
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

  void create(Database database, boolean ownerLogsIn) throws SQLException {
    String owner = database.owner().role();
    String app = database.app().role();
    try (Connection connection = server.connect(Cluster.SUPERUSER)) {
      if (ownerLogsIn) {
        role(connection, database.owner());
      } else {
        roleWithoutLogin(connection, owner);
      }
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
      run(connection, guard());
    }
  }

  /** What only a superuser can set up, and only a superuser can take away. */
  private static String guard() {
    try (InputStream file = DatabaseSetup.class.getResourceAsStream("guard.sql")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void beginMigration(Database database, Login login) throws SQLException {
    try (Connection connection = server.connect(Cluster.SUPERUSER)) {
      role(connection, login);
      run(connection, "grant connect on database " + database.name() + " to " + login.role());
      run(
          connection,
          "grant "
              + database.owner().role()
              + " to "
              + login.role()
              + " with inherit false, set true");
    }
  }

  void endMigration(Database database, Login login) throws SQLException {
    try (Connection connection = server.connect(Cluster.SUPERUSER)) {
      run(connection, "revoke " + database.owner().role() + " from " + login.role());
      roleWithoutLogin(connection, login.role());
      run(
          connection,
          "select pg_terminate_backend(pid) from pg_stat_activity where usename = '"
              + login.role()
              + "'");
    }
  }

  static void checkName(String name) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("a database name matches " + NAME + ": " + name);
    }
  }

  private static void role(Connection connection, Login login) throws SQLException {
    roleWithoutLogin(connection, login.role());
    // The driver sends the SCRAM verifier, so that the password cannot end up in the server's log.
    connection
        .unwrap(PGConnection.class)
        .alterUserPassword(login.role(), login.password().toCharArray(), "scram-sha-256");
    run(connection, "alter role " + login.role() + " login nosuperuser nocreatedb nocreaterole");
  }

  private static void roleWithoutLogin(Connection connection, String role) throws SQLException {
    if (!exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
      run(connection, "create role " + role + " nologin");
    }
    run(
        connection,
        "alter role " + role + " nologin nosuperuser nocreatedb nocreaterole password null");
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
