package dev.tallystick.bench.suite;

import dev.tallystick.events.EventTypes;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The database server of a running suite, read past the services by its superuser. */
public final class SuiteServer implements AutoCloseable {
  /** The superuser of a local server. */
  public static final String ROLE = "postgres";

  private final SuiteFolder folder;
  private final Connection log;

  /** Connects to the server of this folder's suite. */
  public SuiteServer(SuiteFolder folder) throws IOException, SQLException {
    this.folder = folder;
    Properties login = new Properties();
    login.setProperty("user", ROLE);
    login.setProperty("password", password());
    this.log = DriverManager.getConnection(jdbcUrl("audit-service"), login);
  }

  /** Where a service keeps its tables. */
  public String jdbcUrl(String service) throws IOException {
    Properties conf = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.conf(service + ".properties"))) {
      conf.load(reader);
    }
    return conf.getProperty("quarkus.datasource.jdbc.url");
  }

  /** The superuser's. */
  public String password() throws IOException {
    return Files.readString(folder.root().resolve("postgres/secrets/postgres.password")).strip();
  }

  /** What the server has done so far. */
  public synchronized ServerUse use() throws SQLException {
    return ServerUse.read(log);
  }

  /** How many entries the log has. */
  public synchronized long logSize() throws SQLException {
    return number("select tree_size from log_state");
  }

  /** Whether everything before this place of the log is filed. */
  synchronized boolean isFiled(long size) throws SQLException {
    return number("select next from index_cursor") >= size;
  }

  /** Releases from this place of the log on that nobody has acknowledged or given up. */
  synchronized long owedReceipts(long from) throws SQLException {
    return number(
        "select count(*) from owed_receipt where acknowledged is null and undelivered is null"
            + " and idx >= ?",
        from);
  }

  /** Entries of a type from this place of the log on. */
  public synchronized long entries(String type, long from) throws SQLException {
    return number(
        "select count(*) from entry where idx >= ? and type = ?",
        from,
        EventTypes.get(type).code());
  }

  /** Parties that receive nothing because they have not acknowledged enough. */
  public synchronized long suspensions() throws SQLException {
    return number("select count(*) from receipt_suspension");
  }

  /** Writes all changed pages out now. */
  public synchronized void checkpoint() throws SQLException {
    try (Statement statement = log.createStatement()) {
      statement.execute("checkpoint");
    }
  }

  private long number(String sql, long... values) throws SQLException {
    try (PreparedStatement statement = log.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setLong(i + 1, values[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  @Override
  public synchronized void close() throws SQLException {
    log.close();
  }
}
