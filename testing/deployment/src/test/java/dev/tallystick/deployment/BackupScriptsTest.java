package dev.tallystick.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.postgres.LocalPostgres;
import dev.tallystick.postgres.PostgresSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code deploy/backup} and {@code deploy/restore} on a real server: what was written after the
 * backup is back, up to a point before the mistake, and so are the keys.
 */
class BackupScriptsTest {
  @TempDir private Path temp;
  private Path archive;
  private Path keys;
  private String password = "";

  @BeforeEach
  void makeFolders() throws IOException {
    assertThat(Tool.orSkip("psql", "postgresql-client")).isNotNull();
    archive = Files.createDirectory(temp.resolve("archive"));
    keys =
        Files.createDirectory(
            temp.resolve("kms"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(keys.resolve("a.kek"), "a key");
  }

  private PostgresSettings settings(String home, int port) {
    return PostgresSettings.in(temp.resolve(home))
        .withBinaries(Path.of("target", "postgres-bin"))
        .withPort(port);
  }

  @Test
  void server_comesBackAsItWasBeforeTheMistake_withItsKeys() throws Exception {
    int port = freePort();
    PostgresSettings archiving =
        settings("first", port)
            .with("archive_mode", "on")
            .with(
                "archive_command",
                "test ! -e \"" + archive + "/%f\" && cp \"%p\" \"" + archive + "/%f\"");
    Said backedUp;
    try (LocalPostgres server = LocalPostgres.start(archiving);
        Connection connection = server.connect("postgres")) {
      password = server.superuser().password();
      execute(connection, "create table sale (id int)");
      execute(connection, "insert into sale values (1)");
      backedUp =
          run(
              "backup",
              "--server",
              to(port),
              "--data",
              temp.resolve("first/data").toString(),
              "--to",
              temp.resolve("backup").toString(),
              "--keys",
              "audit=" + keys);
      execute(connection, "insert into sale values (2)");
      execute(connection, "select pg_create_restore_point('before_the_mistake')");
      execute(connection, "drop table sale");
      execute(connection, "select pg_switch_wal()");
    }
    assertThat(backedUp.code).as(backedUp.text).isZero();
    assertThat(backedUp.text).contains("restore point backup_", "archived up to 0000000100000000");

    Said laidOut = restore("second");
    assertThat(laidOut.code).as(laidOut.text).isZero();
    // The passwords of its roles are the installation's own.
    Files.createDirectories(temp.resolve("second/secrets"));
    Files.writeString(temp.resolve("second/secrets/postgres.password"), password);
    try (LocalPostgres server = LocalPostgres.start(settings("second", freePort()));
        Connection connection = server.connect("postgres")) {
      // It can be asked before it has ended its recovery.
      await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> number(connection, "select pg_is_in_recovery()::int") == 0);
      assertThat(number(connection, "select sum(id) from sale")).isEqualTo(3);
      assertThat(number(connection, "select left(pg_walfile_name(pg_current_wal_lsn()), 8)::int"))
          .as("a timeline of its own")
          .isEqualTo(2);
    }
    assertThat(temp.resolve("second/keys/audit/a.kek")).hasContent("a key");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(temp.resolve("second/keys/audit"))))
        .isEqualTo("rwx------");

    Said again = restore("second");
    assertThat(again.code).isOne();
    assertThat(again.text).contains("is not empty; choose a new folder");
    Files.writeString(temp.resolve("backup/backup_label"), "x");
    Said changed = restore("third");
    assertThat(changed.code).isOne();
    assertThat(changed.text).contains("the backup is not what was written");
    assertThat(temp.resolve("third")).doesNotExist();
  }

  @Test
  void serverWithoutAnArchive_isNotBackedUp() throws Exception {
    int port = freePort();
    try (LocalPostgres server = LocalPostgres.start(settings("first", port))) {
      password = server.superuser().password();
      Said refused =
          run(
              "backup",
              "--server",
              to(port),
              "--data",
              temp.resolve("first/data").toString(),
              "--to",
              temp.resolve("backup").toString());
      assertThat(refused.code).isOne();
      assertThat(refused.text).contains("archive_mode is off");
      assertThat(temp.resolve("backup")).doesNotExist();
    }
  }

  /** Erasure rests on the destruction of these. */
  @Test
  void keysOfTheVault_areNotCopied() throws Exception {
    Files.writeString(keys.resolve("vault-identifiers.v1.kek"), "a key");
    Said refused =
        run(
            "backup",
            "--server",
            to(freePort()),
            "--data",
            temp.toString(),
            "--to",
            temp.resolve("backup").toString(),
            "--keys",
            "any=" + keys);
    assertThat(refused.code).isEqualTo(2);
    assertThat(refused.text).contains("tallystick.kms.copy-dir");
    assertThat(temp.resolve("backup")).doesNotExist();
  }

  private Said restore(String home) throws Exception {
    return run(
        "restore",
        "--from",
        temp.resolve("backup").toString(),
        "--archive",
        archive.toString(),
        "--data",
        temp.resolve(home).resolve("data").toString(),
        "--keys",
        temp.resolve(home).resolve("keys").toString(),
        "--point",
        "before_the_mistake");
  }

  private static String to(int port) {
    return "host=127.0.0.1 port=" + port + " dbname=postgres user=postgres";
  }

  private record Said(int code, String text) {}

  private Said run(String script, String... words) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("sh", Checkout.DEPLOY.resolve(script).toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", password);
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Said(process.waitFor(), text);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean unused = statement.execute(sql);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
