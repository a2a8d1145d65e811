package dev.tallystick.audit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tallystick.audit.key.SignedMark;
import dev.tallystick.audit.storage.LogHead;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.LogStore.LookUp;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.PostgresLogStore;
import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.LocalPostgres;
import dev.tallystick.postgres.PostgresSettings;
import java.io.IOException;
import java.net.ServerSocket;
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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Two real servers: the primary is killed, its standby promoted, and the old primary started again
 * without a fence. It takes writes; the log does not.
 */
@Tag("ci")
class FailOverIT {
  @TempDir private Path folder;

  @Test
  void oldPrimary_thatNobodyFencedOff_isRefused() throws Exception {
    PostgresSettings settings = PostgresSettings.in(folder.resolve("a")).withPort(freePort());
    LocalPostgres primary = LocalPostgres.start(settings);
    Database database = primary.createDatabase("log");
    migrate(database);
    String server = Files.readSymbolicLink(Path.of("/proc/" + primary.pid() + "/exe")).toString();
    int standbyPort = freePort();
    Path standbyData = standby(primary, standbyPort);
    Process standby = start(server, standbyData, standbyPort);
    SignedMark mark = SignedMark.open(privateFolder(), "tallystick.example/failover");
    try {
      demandStandby(primary, database);
      try (PostgresLogStore store = store(database, database.port(), mark, true)) {
        store.begin(LookUp.NOTHING).close();
      }

      kill(primary);
      promote(primary, standbyPort);

      // The promoted server was not told to wait for anybody.
      try (PostgresLogStore store = store(database, standbyPort, mark, true)) {
        assertThatThrownBy(() -> store.begin(LookUp.NOTHING))
            .isInstanceOf(LogStoreException.class)
            .hasMessageContaining("synchronous_standby_names is empty");
      }
      try (PostgresLogStore store = store(database, standbyPort, mark, false)) {
        store.begin(LookUp.NOTHING).close();
      }

      LocalPostgres again = LocalPostgres.start(settings);
      try (Connection old = again.connect("log");
          PostgresLogStore store = store(database, database.port(), mark, false)) {
        execute(old, "set synchronous_commit = local");
        assertThat(execute(old, "create table taken (id int)")).as("it takes writes").isFalse();
        assertThatThrownBy(() -> store.begin(LookUp.NOTHING))
            .isInstanceOf(LogStoreException.class)
            .hasMessageContaining("it is an old primary");
      } finally {
        again.close();
      }
    } finally {
      mark.close();
      standby.destroy();
      standby.waitFor(60, TimeUnit.SECONDS);
    }
  }

  private static void migrate(Database database) {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.owner().role(), database.owner().password())
        .placeholders(Map.of("app-role", database.app().role()))
        .load()
        .migrate();
    new LogStateRepository(dataSource(database, database.port()))
        .begin("tallystick.example/failover");
  }

  private static PGSimpleDataSource dataSource(Database database, int port) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + database.name());
    source.setUser(database.app().role());
    source.setPassword(database.app().password());
    return source;
  }

  private static PostgresLogStore store(
      Database database, int port, SignedMark mark, boolean needsStandby) {
    return new PostgresLogStore(dataSource(database, port), new LogHead(), mark, needsStandby);
  }

  /** A base backup by hand: the programs that make one are not among the embedded ones. */
  private Path standby(LocalPostgres primary, int port) throws IOException, SQLException {
    Path from = folder.resolve("a/data");
    Path to = folder.resolve("b");
    Files.writeString(
        from.resolve("pg_hba.conf"),
        "host replication " + primary.superuser().role() + " 127.0.0.1/32 scram-sha-256\n",
        StandardOpenOption.APPEND);
    try (Connection admin = primary.connect("postgres")) {
      execute(admin, "select pg_reload_conf()");
      execute(admin, "select pg_backup_start('b', true)");
      copy(from, to);
      try (Statement statement = admin.createStatement();
          ResultSet label = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
        label.next();
        Files.writeString(to.resolve("backup_label"), label.getString(1));
      }
    }
    Files.createFile(to.resolve("standby.signal"));
    Files.writeString(
        to.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s application_name=b'\n"
            .formatted(primary.port(), primary.superuser().role(), primary.superuser().password()));
    assertThat(port).isPositive();
    return to;
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
        .redirectOutput(data.resolveSibling("b.log").toFile())
        .start();
  }

  private static void demandStandby(LocalPostgres primary, Database database) throws SQLException {
    try (Connection admin = primary.connect("postgres")) {
      execute(admin, "grant pg_read_all_stats to " + database.app().role());
      execute(admin, "alter system set synchronous_standby_names = 'FIRST 1 (b)'");
      execute(admin, "select pg_reload_conf()");
      await("the standby follows")
          .atMost(40, TimeUnit.SECONDS)
          .until(
              () ->
                  number(
                          admin,
                          "select count(*) from pg_stat_replication where sync_state = 'sync'")
                      == 1);
    }
  }

  private static void kill(LocalPostgres primary) {
    ProcessHandle postmaster = ProcessHandle.of(primary.pid()).orElseThrow();
    List<ProcessHandle> children = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    await().atMost(60, TimeUnit.SECONDS).until(() -> !postmaster.isAlive());
    primary.close();
  }

  private static void promote(LocalPostgres primary, int port) throws SQLException {
    try (Connection admin =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
            primary.superuser().role(),
            primary.superuser().password())) {
      assertThat(number(admin, "select pg_promote()::int")).isEqualTo(1);
    }
  }

  private Path privateFolder() throws IOException {
    return Files.createDirectory(
        folder.resolve("marks"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static boolean execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
