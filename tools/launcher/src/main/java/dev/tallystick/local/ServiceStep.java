package dev.tallystick.local;

import dev.tallystick.local.process.ChildProcess;
import dev.tallystick.local.process.Component;
import dev.tallystick.local.process.ComponentFailedException;
import dev.tallystick.local.process.Http;
import dev.tallystick.local.process.LogTail;
import dev.tallystick.local.process.ProcessMark;
import dev.tallystick.local.process.Running;
import dev.tallystick.local.state.PropertiesText;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One of our services, as a process with a configuration file of its own. */
final class ServiceStep implements Component {
  private final Suite suite;
  private final Suite.Service service;
  private final ServicePrograms programs;
  private final ServiceConfig config;
  private final PostgresStep postgres;
  private final MigrationStep migration;

  ServiceStep(
      Suite suite,
      Suite.Service service,
      ServicePrograms programs,
      ServiceConfig config,
      PostgresStep postgres) {
    this.suite = suite;
    this.service = service;
    this.programs = programs;
    this.config = config;
    this.postgres = postgres;
    this.migration = new MigrationStep(service, programs, postgres);
  }

  @Override
  public String name() {
    return service.name();
  }

  @Override
  public int port() {
    return suite.ports().service(service.usualPort());
  }

  @Override
  public Running start() throws ComponentFailedException, InterruptedException {
    Path program =
        programs
            .find(service)
            .orElseThrow(() -> new ComponentFailedException(programs.missing(service)));
    SuiteFolder folder = config.folder();
    Path file = folder.conf(name() + ".properties");
    Map<String, String> environment;
    try {
      Map<String, String> values = config.of(service, postgres.database(service.shortName()));
      values.putAll(ServiceOverride.properties(folder, name()));
      OwnerOnlyFiles.write(file, PropertiesText.format(values));
      environment = ServiceOverride.environment(folder, name());
    } catch (IOException e) {
      throw new ComponentFailedException(name() + " cannot be configured: " + e, e);
    }
    migration.run(program, folder, file, environment);
    return programs.patiently(
        ChildProcess.start(
            new ProcessMark(folder.root(), name()),
            programs.command(service, program, file),
            environment,
            folder.log(name())));
  }

  @Override
  public boolean isReady() {
    return Http.answers(
        suite.addresses().service(service) + "/q/health/ready", Duration.ofSeconds(2));
  }

  @Override
  public List<String> lastWords() {
    return LogTail.lines(config.folder().log(name()), 10);
  }
}
