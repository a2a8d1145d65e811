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

/** The pages: a program like a service, without a database and its migrations. */
final class PortalStep implements Component {
  private static final Suite.Service PORTAL = Suite.portal();

  private final Suite suite;
  private final ServicePrograms programs;
  private final ServiceConfig config;

  PortalStep(Suite suite, ServicePrograms programs, ServiceConfig config) {
    this.suite = suite;
    this.programs = programs;
    this.config = config;
  }

  @Override
  public String name() {
    return PORTAL.name();
  }

  @Override
  public int port() {
    return suite.ports().service(PORTAL.usualPort());
  }

  @Override
  public Running start() throws ComponentFailedException, InterruptedException {
    Path program =
        programs
            .find(PORTAL)
            .orElseThrow(() -> new ComponentFailedException(programs.missing(PORTAL)));
    SuiteFolder folder = config.folder();
    Path file = folder.conf(name() + ".properties");
    Map<String, String> environment;
    try {
      Map<String, String> values = config.ofPortal();
      values.putAll(ServiceOverride.properties(folder, name()));
      OwnerOnlyFiles.write(file, PropertiesText.format(values));
      environment = ServiceOverride.environment(folder, name());
    } catch (IOException e) {
      throw new ComponentFailedException(name() + " cannot be configured: " + e, e);
    }
    return programs.patiently(
        ChildProcess.start(
            new ProcessMark(folder.root(), name()),
            programs.command(PORTAL, program, file),
            environment,
            folder.log(name())));
  }

  @Override
  public boolean isReady() {
    return Http.answers(
        suite.addresses().service(PORTAL) + "/q/health/ready", Duration.ofSeconds(2));
  }

  @Override
  public List<String> lastWords() {
    return LogTail.lines(config.folder().log(name()), 10);
  }
}
