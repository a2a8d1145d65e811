package dev.tallystick.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * One database with its two roles: the owner changes the schema, the app role works on the rows
 * that the owner grants to it.
 */
public record Database(String name, int port, Login owner, Login app) {
  /** The address for JDBC, without credentials. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + LocalPostgres.HOST + ":" + port + "/" + name;
  }

  /** Opens a connection that may change the schema. */
  public Connection connectAsOwner() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), owner.role(), owner.password());
  }

  /** Opens a connection with the rights of a running service. */
  public Connection connectAsApp() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), app.role(), app.password());
  }
}
