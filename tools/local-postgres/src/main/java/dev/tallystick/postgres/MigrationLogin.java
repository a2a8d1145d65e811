package dev.tallystick.postgres;

import java.sql.SQLException;

/**
 * The right to change the schema of one database, for as long as one migration runs. At its end the
 * login is no member of the owner's role any more, and cannot connect. Nobody can log in as the
 * owner itself.
 */
public final class MigrationLogin implements AutoCloseable {
  private final DatabaseSetup setup;
  private final Database database;
  private final Login login;

  MigrationLogin(DatabaseSetup setup, Database database, Login login) {
    this.setup = setup;
    this.database = database;
    this.login = login;
  }

  /** The login; it changes the schema after {@code set role} to {@link #owner}. */
  public Login login() {
    return login;
  }

  /** The role that owns the schema. */
  public String owner() {
    return database.owner().role();
  }

  @Override
  public void close() {
    try {
      setup.endMigration(database, login);
    } catch (SQLException e) {
      throw new PostgresException("the right to migrate " + database.name() + " does not end", e);
    }
  }
}
