package dev.tallystick.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("ci")
class CrashIT {
  private static final Path BINARIES = Path.of("target", "postgres-bin");

  @TempDir Path folder;
  private Path home;
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    home = folder.resolve("postgres");
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
  }

  @AfterEach
  void stopLeftovers() {
    // A failed test must not leave a server behind; a passed one has stopped it already.
    LocalPostgres.start(settings()).close();
  }

  @Test
  void start_afterTheOwnerWasKilledTakesTheFolderOver() throws Exception {
    ServerProcess crashed = ServerProcess.start(home, BINARIES, port);
    crashed.killOwner();
    assertThat(ProcessHandle.of(crashed.postmaster()))
        .as("the orphan that the next start has to deal with")
        .isPresent();

    try (LocalPostgres server = LocalPostgres.start(settings())) {
      assertThat(server.pid()).isNotEqualTo(crashed.postmaster());
      assertThat(sales(server)).isEqualTo("1");
    }
  }

  @Test
  void start_afterOwnerAndPostmasterWereKilledRecovers() throws Exception {
    ServerProcess crashed = ServerProcess.start(home, BINARIES, port);
    crashed.killPostmaster();
    crashed.killOwner();

    try (LocalPostgres server = LocalPostgres.start(settings())) {
      assertThat(sales(server)).isEqualTo("1");
    }
    assertThat(Files.readString(home.resolve("postgres.log")))
        .contains("automatic recovery in progress");
  }

  @Test
  void onExit_tellsThatThePostmasterDiedAndStartRecovers() throws Exception {
    try (LocalPostgres server = LocalPostgres.start(settings())) {
      Database database = server.createDatabase("shop");
      try (Connection connection = database.connectAsOwner()) {
        Sql.run(connection, "create table sale (id int generated always as identity)");
        Sql.run(connection, "insert into sale default values");
      }

      ProcessHandle.of(server.pid()).ifPresent(ProcessHandle::destroyForcibly);

      server.onExit().get();
    }
    try (LocalPostgres server = LocalPostgres.start(settings())) {
      assertThat(sales(server)).isEqualTo("1");
    }
  }

  @Test
  void start_withALockFileOfAZombieSucceeds() throws Exception {
    LocalPostgres.start(settings()).close();
    // The shell becomes a sleep, which never asks what became of its child; only then does the
    // child end.
    Process parent = new ProcessBuilder("sh", "-c", "sleep 60 & echo $!; exec sleep 60").start();
    try {
      long zombie = Long.parseLong(parent.inputReader(StandardCharsets.UTF_8).readLine().strip());
      awaitProcess(parent.pid(), "(sleep)");
      ProcessHandle.of(zombie).orElseThrow().destroyForcibly();
      awaitProcess(zombie, ") Z ");
      writeLockFile(zombie);

      try (LocalPostgres server = LocalPostgres.start(settings())) {
        assertThat(server.pid()).isNotEqualTo(zombie);
      }
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void start_withALockFileOfAForeignProcessLeavesThatProcessAlone() throws Exception {
    LocalPostgres.start(settings()).close();
    Process foreign = new ProcessBuilder("sleep", "60").start();
    try {
      writeLockFile(foreign.pid());

      LocalPostgres.start(settings()).close();

      assertThat(foreign.isAlive()).isTrue();
    } finally {
      foreign.destroyForcibly();
    }
  }

  /** What is left behind is told from a server with the same programs that is at work. */
  @Test
  void start_afterACrash_leavesAnotherServerAlone() throws Exception {
    int otherPort;
    try (ServerSocket socket = new ServerSocket(0)) {
      otherPort = socket.getLocalPort();
    }
    PostgresSettings other =
        PostgresSettings.in(folder.resolve("other")).withBinaries(BINARIES).withPort(otherPort);
    try (LocalPostgres neighbour = LocalPostgres.start(other)) {
      ServerProcess crashed = ServerProcess.start(home, BINARIES, port);
      crashed.killPostmaster();
      crashed.killOwner();

      LocalPostgres.start(settings()).close();

      assertThat(neighbour.onExit()).isNotDone();
      try (Connection connection = neighbour.createDatabase("shop").connectAsOwner()) {
        assertThat(Sql.one(connection, "select 1")).isEqualTo("1");
      }
    }
  }

  @Test
  void start_whileAnotherProcessOwnsTheFolderIsRefused() throws Exception {
    ServerProcess other = ServerProcess.start(home, BINARIES, port);
    try {
      assertThatThrownBy(() -> LocalPostgres.start(settings()))
          .isInstanceOf(PostgresException.class)
          .hasMessageContaining("another process already runs PostgreSQL");
      assertThat(ProcessHandle.of(other.postmaster())).isPresent();
    } finally {
      other.killOwner();
    }
  }

  @Test
  void start_twiceInOneProcessIsRefused() {
    try (LocalPostgres running = LocalPostgres.start(settings())) {
      assertThatThrownBy(() -> LocalPostgres.start(settings()))
          .hasMessageContaining("this process already runs PostgreSQL");
      assertThat(running.onExit()).isNotDone();
    }
  }

  private PostgresSettings settings() {
    return PostgresSettings.in(home).withBinaries(BINARIES).withPort(port);
  }

  private static String sales(LocalPostgres server) throws Exception {
    try (Connection connection = server.createDatabase("shop").connectAsOwner()) {
      return Sql.one(connection, "select count(*) from sale");
    }
  }

  private void writeLockFile(long pid) throws IOException {
    String text = pid + "\n" + home.resolve("data") + "\n1\n" + port + "\n\n127.0.0.1\n";
    Files.writeString(home.resolve("data").resolve(LockFile.NAME), text);
  }

  private static void awaitProcess(long pid, String state) {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    await().atMost(30, SECONDS).until(() -> Files.readString(stat).contains(state));
  }
}
