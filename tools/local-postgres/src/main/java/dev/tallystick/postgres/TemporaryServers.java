package dev.tallystick.postgres;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts servers that last for one test. Those still running when this process ends in an orderly
 * way are stopped and deleted then; those of a process that was killed, by the next process.
 */
final class TemporaryServers {
  private static final int ATTEMPTS = 3;
  private static final Set<LocalPostgres> RUNNING = ConcurrentHashMap.newKeySet();

  private static final AtomicBoolean CLEARED = new AtomicBoolean();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(TemporaryServers::closeAll));
  }

  private TemporaryServers() {}

  static LocalPostgres start() {
    clearAbandoned();
    for (int attempt = 1; ; attempt++) {
      try {
        LocalPostgres server = startOnce();
        RUNNING.add(server);
        var unused = server.onExit().thenRun(() -> RUNNING.remove(server));
        return server;
      } catch (PostgresException e) {
        // Another process may have taken the free port in between.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      } catch (IOException e) {
        throw new PostgresException("no temporary PostgreSQL", e);
      }
    }
  }

  /** Only the first call of a process looks around. */
  private static void clearAbandoned() {
    if (CLEARED.getAndSet(true)) {
      return;
    }
    Path folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    try (DirectoryStream<Path> homes = Files.newDirectoryStream(folder, Home.TEMPORARY + "*")) {
      for (Path home : homes) {
        // A folder without a data directory may be one that is just being made.
        if (Files.exists(home.resolve("data")) && Files.isWritable(home)) {
          clear(home);
        }
      }
    } catch (IOException e) {
      // Tidying up is a courtesy to the machine, not a condition of the test.
    }
  }

  private static void clear(Path home) throws IOException {
    try {
      LocalPostgres.stopLeftovers(PostgresSettings.in(home).withBinaries(sharedBinaries(home)));
      OwnerOnlyFiles.delete(home);
    } catch (PostgresException e) {
      // Its owner lives.
    }
  }

  private static LocalPostgres startOnce() throws IOException {
    Home home = Home.temporary();
    PostgresSettings settings =
        PostgresSettings.in(home.folder())
            .withPort(freePort())
            .withBinaries(sharedBinaries(home.folder()))
            .withUnsyncedInit();
    return LocalPostgres.start(settings, home);
  }

  /** The programs are kept in the user's cache; without one they go where the data are. */
  private static Path sharedBinaries(Path fallback) {
    String configured = System.getenv("XDG_CACHE_HOME");
    Path cache =
        configured == null || configured.isBlank()
            ? Path.of(System.getProperty("user.home", "/nonexistent"), ".cache")
            : Path.of(configured);
    Path folder = cache.resolve("tallystick").resolve("postgres");
    try {
      OwnerOnlyFiles.createFolder(folder);
      return Files.isWritable(folder) ? folder : fallback.resolve("bin");
    } catch (IOException e) {
      return fallback.resolve("bin");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void closeAll() {
    RUNNING.forEach(LocalPostgres::close);
  }
}
