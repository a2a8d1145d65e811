package dev.tallystick.local;

import dev.tallystick.local.process.ChildProcess;
import dev.tallystick.local.process.ComponentFailedException;
import dev.tallystick.local.process.Http;
import dev.tallystick.local.process.LogTail;
import dev.tallystick.local.process.ProcessMark;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.PropertiesText;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.LocalPostgres;
import dev.tallystick.postgres.MigrationLogin;
import dev.tallystick.postgres.OwnerOnlyFiles;
import dev.tallystick.postgres.PostgresException;
import dev.tallystick.postgres.PostgresSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One party's gateway, with a database server of its own, from its start to its end. */
final class GatewayRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long LOOK_MILLIS = 200;
  private static final int LAST_WORDS = 20;

  private final SuiteFolder suite;
  private final GatewayConfig config;
  private final ServicePrograms programs;
  private final Identity.Organisation party;
  private @Nullable LocalPostgres server;
  private @Nullable ChildProcess process;

  GatewayRun(
      SuiteFolder suite,
      GatewayConfig config,
      ServicePrograms programs,
      Identity.Organisation party) {
    this.suite = suite;
    this.config = config;
    this.programs = programs;
    this.party = party;
  }

  private String name() {
    return "gateway-" + party.name();
  }

  /** Starts it, and returns when it is ready. */
  void start() throws ComponentFailedException, InterruptedException {
    Path program =
        programs
            .find(GatewayConfig.SERVICE)
            .orElseThrow(
                () -> new ComponentFailedException(programs.missing(GatewayConfig.SERVICE)));
    try {
      PostgresSettings settings =
          PostgresSettings.in(config.folder().postgres())
              .withBinaries(suite.programs())
              .withPort(config.postgresPort());
      LocalPostgres started = LocalPostgres.start(settings);
      synchronized (this) {
        server = started;
      }
      Database database = started.createServiceDatabase("gateway");
      Path file = suite.conf(name() + ".properties");
      OwnerOnlyFiles.write(file, PropertiesText.format(config.of(party, database)));
      migrate(started, database, program, file);
      ChildProcess running = run(program, file);
      awaitReady(running);
    } catch (IOException | PostgresException e) {
      throw new ComponentFailedException(name() + " cannot be started: " + e.getMessage(), e);
    }
  }

  private synchronized ChildProcess run(Path program, Path file) throws ComponentFailedException {
    ChildProcess started =
        ChildProcess.start(
            mark(),
            programs.command(GatewayConfig.SERVICE, program, file),
            Map.of(),
            suite.log(name()));
    process = started;
    return started;
  }

  private ProcessMark mark() {
    return new ProcessMark(suite.root(), name());
  }

  private void migrate(LocalPostgres started, Database database, Path program, Path file)
      throws IOException, ComponentFailedException, InterruptedException {
    Path login = suite.conf(name() + "-migrate.properties");
    try (MigrationLogin migration = started.beginMigration(database)) {
      OwnerOnlyFiles.write(
          login,
          PropertiesText.format(ServiceConfig.ofMigration(migration.login(), migration.owner())));
      ChildProcess step =
          ChildProcess.start(
              mark(),
              programs.migration(GatewayConfig.SERVICE, program, file, login),
              Map.of(),
              suite.log(name()));
      if (step.waitFor() != 0) {
        throw failed("cannot migrate its database");
      }
    } finally {
      Files.deleteIfExists(login);
    }
  }

  private void awaitReady(ChildProcess running)
      throws ComponentFailedException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Http.answers(config.url() + "/q/health/ready", Duration.ofSeconds(2))) {
      if (running.onExit().isDone() || System.nanoTime() > end) {
        throw failed("is not ready");
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private ComponentFailedException failed(String what) {
    return new ComponentFailedException(
        name()
            + " "
            + what
            + "; its last words:\n          "
            + String.join("\n          ", LogTail.lines(suite.log(name()), LAST_WORDS)));
  }

  /** Returns when it has ended by itself. */
  void awaitEnd() {
    ChildProcess running;
    synchronized (this) {
      running = process;
    }
    if (running != null) {
      var unused = running.onExit().join();
    }
  }

  /** What somebody who has started it wants to know. */
  String summary() {
    return """
    The gateway of %1$s answers at %2$s
      its key    %3$s
      its API    %2$s/q/openapi
      enrol      ./tallystick identity code %1$s, and give the code to POST %2$s/v1/keys/enrolment
                 with the key (party-gateway/README.md, "Run")
    """
        .formatted(party.name(), config.url(), config.folder().localKey());
  }

  @Override
  public synchronized void close() {
    if (process != null) {
      process.stop();
      process = null;
    }
    if (server != null) {
      server.close();
      server = null;
    }
  }
}
