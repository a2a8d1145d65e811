package dev.tallystick.audit.process;

import static org.awaitility.Awaitility.await;

import dev.tallystick.postgres.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A second server that follows the first one, which waits for it with each commit. */
final class StandbyServer implements AutoCloseable {
  private static final String NAME = "b";

  private final LocalPostgres primary;
  private final int port;
  private final Process process;

  private StandbyServer(LocalPostgres primary, int port, Process process) {
    this.primary = primary;
    this.port = port;
    this.process = process;
  }

  /**
   * Makes a standby of a running server and has the server wait for it.
   *
   * @param data the server's data directory
   * @param to where the standby's is made
   */
  static StandbyServer follow(LocalPostgres primary, Path data, Path to, int port)
      throws IOException, SQLException {
    String program = ProcessHandle.of(primary.pid()).orElseThrow().info().command().orElseThrow();
    baseBackup(primary, data, to);
    StandbyServer standby = new StandbyServer(primary, port, start(program, to, port));
    try (Connection admin = primary.connect("postgres")) {
      execute(admin, "alter system set synchronous_standby_names = 'FIRST 1 (" + NAME + ")'");
      execute(admin, "select pg_reload_conf()");
      await("the standby follows")
          .atMost(60, TimeUnit.SECONDS)
          .until(
              () ->
                  text(admin, "select count(*) from pg_stat_replication where sync_state = 'sync'")
                      .equals("1"));
    } catch (SQLException | RuntimeException e) {
      standby.close();
      throw e;
    }
    return standby;
  }

  /** By hand: the programs that make a base backup are not among the embedded ones. */
  private static void baseBackup(LocalPostgres primary, Path from, Path to)
      throws IOException, SQLException {
    Files.writeString(
        from.resolve("pg_hba.conf"),
        "host replication " + primary.superuser().role() + " 127.0.0.1/32 scram-sha-256\n",
        StandardOpenOption.APPEND);
    try (Connection admin = primary.connect("postgres")) {
      execute(admin, "select pg_reload_conf()");
      execute(admin, "select pg_backup_start('b', true)");
      copy(from, to);
      Files.writeString(
          to.resolve("backup_label"), text(admin, "select labelfile from pg_backup_stop(false)"));
    }
    Files.createFile(to.resolve("standby.signal"));
    Files.writeString(
        to.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s application_name=%s'\n"
            .formatted(
                primary.port(), primary.superuser().role(), primary.superuser().password(), NAME));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path relative = from.relativize(each);
        Path target = to.resolve(relative.toString());
        if (Files.isDirectory(each)) {
          Files.createDirectory(
              target,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else if (!relative.startsWith("pg_wal") && !relative.startsWith("postmaster.pid")) {
          Files.copy(each, target);
        }
      }
    }
  }

  private static Process start(String program, Path data, int port) throws IOException {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(program, "-D", data.toString()));
    for (String setting :
        List.of(
            "port=" + port,
            "max_connections=200",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "hba_file=" + data.resolve("pg_hba.conf"))) {
      command.addAll(List.of("-c", setting));
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(data.resolveSibling("standby.log").toFile())
        .start();
  }

  int port() {
    return port;
  }

  /** As the superuser, which the standby has from its primary. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
        primary.superuser().role(),
        primary.superuser().password());
  }

  /** kill -9 of the primary with all its processes. */
  void killPrimary() {
    ProcessHandle postmaster = ProcessHandle.of(primary.pid()).orElseThrow();
    List<ProcessHandle> children = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    await().atMost(60, TimeUnit.SECONDS).until(() -> !postmaster.isAlive());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean unused = statement.execute(sql);
    }
  }

  static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
