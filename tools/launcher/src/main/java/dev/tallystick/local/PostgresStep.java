package dev.tallystick.local;

import dev.tallystick.local.process.Component;
import dev.tallystick.local.process.ComponentFailedException;
import dev.tallystick.local.process.LogTail;
import dev.tallystick.local.process.Running;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.LocalPostgres;
import dev.tallystick.postgres.MigrationLogin;
import dev.tallystick.postgres.PostgresException;
import dev.tallystick.postgres.PostgresSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The database server, with a database for each part of the suite that needs one. */
final class PostgresStep implements Component {
  /** Memory for cached pages, such as {@code 1GB}, in place of the little that is enough to try. */
  private static final String SHARED_BUFFERS = "TALLYSTICK_SHARED_BUFFERS";

  /** A folder that takes the write-ahead log, for backups; without it none is kept. */
  private static final String WAL_ARCHIVE = "TALLYSTICK_WAL_ARCHIVE";

  static final String NAME = "postgres";

  private final SuiteFolder folder;
  private final Ports ports;
  private final List<String> names;
  private final List<String> others;
  private final Map<String, Database> databases = new ConcurrentHashMap<>();
  private final CountDownLatch started = new CountDownLatch(1);
  private volatile @Nullable LocalPostgres running;

  /**
   * A server.
   *
   * @param databases of the services, whose schema changes in a step of its own
   * @param others whose owner logs in
   */
  PostgresStep(SuiteFolder folder, Ports ports, List<String> databases, List<String> others) {
    this.folder = folder;
    this.ports = ports;
    this.names = List.copyOf(databases);
    this.others = List.copyOf(others);
  }

  /** Settings of the server in a state folder, with what the environment asks for. */
  static PostgresSettings settings(SuiteFolder folder, Ports ports) {
    return settings(folder, ports, System.getenv());
  }

  static PostgresSettings settings(
      SuiteFolder folder, Ports ports, Map<String, String> environment) {
    PostgresSettings settings =
        PostgresSettings.in(folder.postgres())
            .withBinaries(folder.programs())
            .withPort(ports.postgres());
    String archive = environment.getOrDefault(WAL_ARCHIVE, "").strip();
    if (!archive.isEmpty()) {
      // Written beside its place, so that what is cut short by a crash does not look whole.
      settings =
          settings
              .with("archive_mode", "on")
              .with(
                  "archive_command",
                  "test ! -e \"%1$s/%%f\" && cp \"%%p\" \"%1$s/%%f.new\" && mv \"%1$s/%%f.new\" \"%1$s/%%f\""
                      .formatted(archive));
    }
    String buffers = environment.getOrDefault(SHARED_BUFFERS, "").strip();
    return buffers.isEmpty() ? settings : settings.withSharedBuffers(buffers);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int port() {
    return ports.postgres();
  }

  @Override
  public Running start() throws ComponentFailedException, InterruptedException {
    try {
      LocalPostgres server = LocalPostgres.start(settings(folder, ports));
      try {
        for (String name : names) {
          databases.put(name, server.createServiceDatabase(name));
        }
        for (String name : others) {
          databases.put(name, server.createDatabase(name));
        }
      } catch (PostgresException e) {
        server.close();
        throw e;
      }
      running = server;
      started.countDown();
      return new RunningServer(server);
    } catch (PostgresException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw new ComponentFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public List<String> lastWords() {
    return LogTail.lines(folder.postgres().resolve("postgres.log"), 10);
  }

  /** A database of the server; waits until the server was started for the first time. */
  Database database(String name) throws InterruptedException {
    started.await();
    Database database = databases.get(name);
    if (database == null) {
      throw new IllegalArgumentException("there is no database " + name);
    }
    return database;
  }

  /** Begins a migration of a database; the server is waited for. */
  MigrationLogin beginMigration(String name) throws InterruptedException {
    Database database = database(name);
    return Objects.requireNonNull(running).beginMigration(database);
  }

  private record RunningServer(LocalPostgres server) implements Running {
    @Override
    public long pid() {
      return server.pid();
    }

    @Override
    public CompletableFuture<String> onExit() {
      return server.onExit().thenApply(ended -> "its main process is gone");
    }

    @Override
    public void stop() {
      server.close();
    }
  }
}
