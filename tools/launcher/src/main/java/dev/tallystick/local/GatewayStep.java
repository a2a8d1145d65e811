package dev.tallystick.local;

import dev.tallystick.local.process.ChildProcess;
import dev.tallystick.local.process.Component;
import dev.tallystick.local.process.ComponentFailedException;
import dev.tallystick.local.process.Http;
import dev.tallystick.local.process.LogTail;
import dev.tallystick.local.process.ProcessMark;
import dev.tallystick.local.process.Running;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One party's gateway, with a database server of its own. Both are one part: when either ends, both
 * are ended and start again. It needs nothing of the suite to start.
 */
final class GatewayStep implements Component {
  private static final int LAST_WORDS = 20;

  private final SuiteFolder suite;
  private final GatewayConfig config;
  private final ServicePrograms programs;
  private final Identity.Organisation party;

  GatewayStep(
      SuiteFolder suite,
      GatewayConfig config,
      ServicePrograms programs,
      Identity.Organisation party) {
    this.suite = suite;
    this.config = config;
    this.programs = programs;
    this.party = party;
  }

  /** The name of the gateway of a party. */
  static String name(String party) {
    return "gateway-" + party;
  }

  @Override
  public String name() {
    return name(party.name());
  }

  @Override
  public int port() {
    return config.port();
  }

  /** The ports that must be free, by what listens there. */
  Map<String, Integer> ports() {
    return Map.of(name(), port(), "postgres of " + name(), config.postgresPort());
  }

  @Override
  public Running start() throws ComponentFailedException, InterruptedException {
    Path program =
        programs
            .find(GatewayConfig.SERVICE)
            .orElseThrow(
                () -> new ComponentFailedException(programs.missing(GatewayConfig.SERVICE)));
    LocalPostgres server;
    try {
      server = LocalPostgres.start(settings(suite, config));
    } catch (PostgresException e) {
      throw unstarted(e);
    }
    boolean runs = false;
    try {
      // A launcher that was killed leaves it running; one that lives has the database server.
      mark().processes().forEach(ProcessHandle::destroyForcibly);
      Database database = server.createServiceDatabase("gateway");
      Path file = suite.conf(name() + ".properties");
      OwnerOnlyFiles.write(file, PropertiesText.format(config.of(party, database)));
      migrate(server, database, program, file);
      Running started =
          new RunningGateway(
              server,
              programs.patiently(
                  ChildProcess.start(
                      mark(),
                      programs.command(GatewayConfig.SERVICE, program, file),
                      Map.of(),
                      suite.log(name()))));
      runs = true;
      return started;
    } catch (IOException | PostgresException e) {
      throw unstarted(e);
    } finally {
      if (!runs) {
        server.close();
      }
    }
  }

  private static PostgresSettings settings(SuiteFolder suite, GatewayConfig config) {
    return PostgresSettings.in(config.folder().postgres())
        .withBinaries(suite.programs())
        .withPort(config.postgresPort());
  }

  private ComponentFailedException unstarted(Exception reason) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return new ComponentFailedException(
        name() + " cannot be started: " + reason.getMessage(), reason);
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
      boolean ended = false;
      try {
        int code = step.waitFor();
        ended = true;
        if (code != 0) {
          throw new ComponentFailedException(
              name()
                  + " cannot migrate its database; its last words:\n          "
                  + String.join("\n          ", lastWords()));
        }
      } finally {
        if (!ended) {
          step.stop();
        }
      }
    } finally {
      Files.deleteIfExists(login);
    }
  }

  @Override
  public boolean isReady() {
    return Http.answers(config.url() + "/q/health/ready", Duration.ofSeconds(2));
  }

  @Override
  public List<String> lastWords() {
    return LogTail.lines(suite.log(name()), LAST_WORDS);
  }

  /** What somebody who has started it wants to know. */
  String summary() {
    return """
    The gateway of %1$s answers at %2$s
      its key    %3$s
      its pages  %2$s/desk, for ./tallystick identity add NAME --role ROLE --party %1$s
      its API    %2$s/q/openapi
      enrol      ./tallystick identity code %1$s, and give the code to POST %2$s/v1/keys/enrolment
                 with the key (party-gateway/README.md, "Run")
    """
        .formatted(party.name(), config.url(), config.folder().localKey());
  }

  private record RunningGateway(LocalPostgres server, ChildProcess process) implements Running {
    @Override
    public long pid() {
      return process.pid();
    }

    @Override
    public CompletableFuture<String> onExit() {
      return process
          .onExit()
          .applyToEither(
              server.onExit().thenApply(ended -> "its database server is gone"), how -> how);
    }

    @Override
    public void stop() {
      process.stop();
      server.close();
    }
  }
}
