package dev.tallystick.local;

import dev.tallystick.local.process.ChildProcess;
import dev.tallystick.local.process.ComponentFailedException;
import dev.tallystick.local.process.LogTail;
import dev.tallystick.local.process.ProcessMark;
import dev.tallystick.local.state.PropertiesText;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.MigrationLogin;
import dev.tallystick.postgres.OwnerOnlyFiles;
import dev.tallystick.postgres.PostgresException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Brings a service's database to the schema of its release, before the service starts: a process of
 * its own, with a login that may work as the owner for so long and no longer.
 */
final class MigrationStep {
  private static final int LAST_WORDS = 20;

  private final Suite.Service service;
  private final ServicePrograms programs;
  private final PostgresStep postgres;
  private boolean isDone;

  MigrationStep(Suite.Service service, ServicePrograms programs, PostgresStep postgres) {
    this.service = service;
    this.programs = programs;
    this.postgres = postgres;
  }

  /**
   * Migrates, once for each run of the suite: its programs do not change meanwhile.
   *
   * @param configuration the file that the service itself is started with
   */
  void run(Path program, SuiteFolder folder, Path configuration, Map<String, String> environment)
      throws ComponentFailedException, InterruptedException {
    if (isDone) {
      return;
    }
    Path file = folder.conf(service.name() + "-migrate.properties");
    try (MigrationLogin migration = postgres.beginMigration(service.shortName())) {
      OwnerOnlyFiles.write(
          file,
          PropertiesText.format(ServiceConfig.ofMigration(migration.login(), migration.owner())));
      await(
          ChildProcess.start(
              new ProcessMark(folder.root(), service.name()),
              programs.migration(service, program, configuration, file),
              environment,
              folder.log(service.name())),
          folder.log(service.name()));
      isDone = true;
    } catch (IOException | PostgresException e) {
      throw new ComponentFailedException(service.name() + " cannot migrate: " + e, e);
    } finally {
      delete(file);
    }
  }

  private void await(ChildProcess process, Path log)
      throws ComponentFailedException, InterruptedException {
    try {
      int code = process.waitFor();
      if (code != 0) {
        List<String> lines = new ArrayList<>();
        lines.add(
            service.name()
                + " cannot migrate its database (exit code "
                + code
                + "); its last words:");
        lines.addAll(LogTail.lines(log, LAST_WORDS));
        throw new ComponentFailedException(String.join("\n          ", lines));
      }
    } catch (InterruptedException e) {
      process.stop();
      throw e;
    }
  }

  private static void delete(Path file) throws ComponentFailedException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new ComponentFailedException("a login cannot be removed: " + file, e);
    }
  }
}
