package dev.tallystick.bench.stage;

import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.LocalPostgres;
import dev.tallystick.postgres.PostgresSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The server that both sides of a comparison write to. It is set up like a database that has run
 * for a while: the write-ahead log is as large as it gets, and its segments are used again.
 */
public final class PostgresServer implements AutoCloseable {
  private static final List<String> SHOWN =
      List.of(
          "server_version",
          "fsync",
          "synchronous_commit",
          "full_page_writes",
          "wal_sync_method",
          "data_checksums",
          "shared_buffers",
          "min_wal_size",
          "max_wal_size",
          "checkpoint_timeout",
          "max_connections");

  private static final long SEGMENT_BYTES = 16L << 20;

  private final LocalPostgres server;
  private final long walBytes;

  private PostgresServer(LocalPostgres server, long walBytes) {
    this.server = server;
    this.walBytes = walBytes;
  }

  /**
   * Starts an empty server in this folder.
   *
   * @param walGigabytes the size of the write-ahead log, least and most alike
   */
  public static PostgresServer start(Path home, Path binaries, int port, int walGigabytes) {
    String wal = walGigabytes + "GB";
    PostgresSettings settings =
        PostgresSettings.in(home)
            .withBinaries(binaries)
            .withPort(port)
            .withSharedBuffers("1GB")
            .withWalSize(wal, wal)
            .with("checkpoint_timeout", "15min")
            .with("max_connections", "200");
    return new PostgresServer(LocalPostgres.start(settings), (long) walGigabytes << 30);
  }

  /** A database with its two roles. */
  public Database createDatabase(String name) {
    return server.createDatabase(name);
  }

  /** Drops a database that nobody is connected to. */
  public void dropDatabase(String name) throws SQLException {
    execute("drop database if exists " + name);
  }

  public long pid() {
    return server.pid();
  }

  /** What the server itself says about its settings, those of durability first. */
  public Map<String, String> settings() throws SQLException {
    Map<String, String> settings = new LinkedHashMap<>();
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      for (String name : SHOWN) {
        try (ResultSet row = statement.executeQuery("show " + name)) {
          row.next();
          settings.put(name, row.getString(1));
        }
      }
    }
    return settings;
  }

  /**
   * Makes the segments of the write-ahead log that later ones are renamed from. A server that has
   * run for a while has them; a new one zeroes a file of 16 MB in the middle of a commit instead.
   */
  public void warmWal() throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      for (long bytes = 0; bytes < walBytes; bytes += SEGMENT_BYTES) {
        statement.execute("select pg_logical_emit_message(false, 'bench', 'x')");
        statement.execute("select pg_switch_wal()");
      }
    }
    checkpoint();
  }

  /** Writes all changed pages out now, so that no round pays for those of another. */
  public void checkpoint() throws SQLException {
    execute("checkpoint");
  }

  /** What has been written to the write-ahead log since the server was set up. */
  public WalUse wal() throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select wal_bytes, wal_fpi from pg_stat_wal")) {
      row.next();
      return new WalUse(row.getLong(1), row.getLong(2));
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
