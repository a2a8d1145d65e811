package dev.tallystick.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartIT {
  private static final Path BINARIES = Path.of("target", "postgres-bin");

  @TempDir Path folder;
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
  }

  @Test
  void start_asksForAPasswordFromTheFirstSecond() {
    AtomicBoolean started = new AtomicBoolean();
    var rulesSeen = ConcurrentHashMap.<String>newKeySet();
    CompletableFuture<Void> observer =
        CompletableFuture.runAsync(
            () -> {
              while (!started.get()) {
                for (String data : List.of("data.new", "data")) {
                  rulesSeen.addAll(rules(folder.resolve(data).resolve("pg_hba.conf")));
                }
              }
            });

    try (LocalPostgres server = LocalPostgres.start(settings())) {
      started.set(true);
      observer.join();
      assertThat(server.port()).isEqualTo(port);
    }

    assertThat(rulesSeen).isNotEmpty().allMatch(rule -> rule.endsWith("scram-sha-256"));
  }

  @Test
  void start_appliesSizes() throws Exception {
    PostgresSettings sized =
        settings().withSharedBuffers("32MB").withWalSize("64MB", "256MB").with("work_mem", "8MB");
    try (LocalPostgres server = LocalPostgres.start(sized);
        Connection connection = server.connect("postgres")) {
      assertThat(Sql.one(connection, "show shared_buffers")).isEqualTo("32MB");
      assertThat(Sql.one(connection, "show min_wal_size")).isEqualTo("64MB");
      assertThat(Sql.one(connection, "show max_wal_size")).isEqualTo("256MB");
      assertThat(Sql.one(connection, "show work_mem")).isEqualTo("8MB");
    }
  }

  @Test
  void start_refusesWhenARoleTurnedDurabilityOff() throws Exception {
    try (LocalPostgres server = LocalPostgres.start(settings());
        Connection connection = server.connect("postgres")) {
      server.createDatabase("shop");
      Sql.run(connection, "alter role shop_app set synchronous_commit = off");
    }

    assertThatThrownBy(() -> LocalPostgres.start(settings()))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("synchronous_commit");
    assertThat(Files.exists(folder.resolve("data").resolve(LockFile.NAME)))
        .as("the refused server is stopped")
        .isFalse();
  }

  @Test
  void start_outranksWhatSomeoneWroteIntoTheServersFiles() throws Exception {
    try (LocalPostgres server = LocalPostgres.start(settings());
        Connection connection = server.connect("postgres")) {
      Sql.run(connection, "alter system set fsync = off");
      Sql.run(connection, "alter system set listen_addresses = '*'");
    }
    Files.writeString(
        folder.resolve("data").resolve("pg_hba.conf"), "host all all 127.0.0.1/32 trust\n");

    try (LocalPostgres server = LocalPostgres.start(settings());
        Connection connection = server.connect("postgres")) {
      assertThat(Sql.one(connection, "show fsync")).isEqualTo("on");
      assertThat(Sql.one(connection, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(Sql.rows(connection, "select distinct auth_method from pg_hba_file_rules"))
          .containsExactly("scram-sha-256");
    }
  }

  @Test
  void start_inAFolderTooDeepForASocketServesTcpOnly() throws Exception {
    Path deep = folder.resolve("x".repeat(100));
    PostgresSettings settings =
        PostgresSettings.in(deep).withBinaries(BINARIES).withPort(port).withUnsyncedInit();
    try (LocalPostgres server = LocalPostgres.start(settings);
        Connection connection = server.connect("postgres")) {
      assertThat(Sql.one(connection, "show unix_socket_directories")).isEmpty();
    }
  }

  @Test
  void start_onAPortInUseSaysSo() throws Exception {
    try (ServerSocket socket = new ServerSocket(port)) {
      assertThatThrownBy(() -> LocalPostgres.start(settings()))
          .isInstanceOf(PostgresException.class)
          .hasMessageContaining("did not start on port " + socket.getLocalPort());
    }
  }

  @Test
  void start_afterAnInterruptedInitStartsOver() throws Exception {
    Files.createDirectories(folder.resolve("data.new"));
    Files.writeString(folder.resolve("data.new").resolve("PG_VERSION"), "half\n");

    try (LocalPostgres server = LocalPostgres.start(settings())) {
      assertThat(server.onExit()).isNotDone();
    }
  }

  private PostgresSettings settings() {
    return PostgresSettings.in(folder).withBinaries(BINARIES).withPort(port).withUnsyncedInit();
  }

  private static List<String> rules(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      // A line without its last word is still being written.
      return lines
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .filter(line -> line.matches(".*\\s(trust|md5|peer|password|scram-sha-256)"))
          .toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      return List.of();
    }
  }
}
