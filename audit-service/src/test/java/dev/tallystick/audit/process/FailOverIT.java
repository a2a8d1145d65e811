package dev.tallystick.audit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
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
    int standbyPort = freePort();
    StandbyServer standby =
        StandbyServer.follow(primary, folder.resolve("a/data"), folder.resolve("b"), standbyPort);
    SignedMark mark = SignedMark.open(privateFolder(), "tallystick.example/failover");
    try {
      try (Connection admin = primary.connect("postgres")) {
        execute(admin, "grant pg_read_all_stats to " + database.app().role());
      }
      try (PostgresLogStore store = store(database, database.port(), mark, true)) {
        store.begin(LookUp.NOTHING).close();
      }

      standby.killPrimary();
      primary.close();
      promote(standby);

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
      standby.close();
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

  private static void promote(StandbyServer standby) throws SQLException {
    try (Connection admin = standby.connect()) {
      assertThat(StandbyServer.text(admin, "select pg_promote()::text")).isEqualTo("true");
    }
  }

  private Path privateFolder() throws IOException {
    return Files.createDirectory(
        folder.resolve("marks"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
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
