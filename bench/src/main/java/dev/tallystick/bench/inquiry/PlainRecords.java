package dev.tallystick.bench.inquiry;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The tables of the endpoint without protection: what platforms know, in the clear, and what was
 * sold. One connection a thread; commits are durable, as everywhere in a run.
 */
final class PlainRecords {
  private final String jdbcUrl;
  private final Properties login;
  private final ThreadLocal<Connection> connections = ThreadLocal.withInitial(this::connect);

  PlainRecords(String jdbcUrl, String role, String password) {
    this.jdbcUrl = jdbcUrl;
    this.login = new Properties();
    login.setProperty("user", role);
    login.setProperty("password", password);
  }

  private Connection connect() {
    try {
      Connection connection = DriverManager.getConnection(jdbcUrl, login);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException("no connection for the plain endpoint", e);
    }
  }

  /** Makes the tables anew. */
  void create() throws SQLException {
    try (Statement statement = connections.get().createStatement()) {
      statement.execute("drop table if exists plain_record, plain_sale");
      statement.execute(
          "create table plain_record (subject text, platform text, record text, primary key (subject, platform))");
      statement.execute(
          "create table plain_sale (inquiry text primary key, subject text, lender text, fee int, report text)");
    }
    connections.get().commit();
  }

  void add(String subject, String platform, String record) throws SQLException {
    try (PreparedStatement insert =
        connections.get().prepareStatement("insert into plain_record values (?, ?, ?)")) {
      insert.setString(1, subject);
      insert.setString(2, platform);
      insert.setString(3, record);
      insert.executeUpdate();
    }
    connections.get().commit();
  }

  List<String> of(String subject) throws SQLException {
    List<String> records = new ArrayList<>();
    try (PreparedStatement select =
        connections.get().prepareStatement("select record from plain_record where subject = ?")) {
      select.setString(1, subject);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          records.add(rows.getString(1));
        }
      }
    }
    return records;
  }

  void sold(String inquiry, String subject, String lender, String report) throws SQLException {
    try (PreparedStatement insert =
        connections.get().prepareStatement("insert into plain_sale values (?, ?, ?, 100, ?)")) {
      insert.setString(1, inquiry);
      insert.setString(2, subject);
      insert.setString(3, lender);
      insert.setString(4, report);
      insert.executeUpdate();
    }
    connections.get().commit();
  }
}
