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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of our services, as a Java process with a configuration file of its own. */
final class ServiceStep implements Component {
  /** Options for the virtual machines of all services, after their own; split at blanks. */
  private static final String MORE_JAVA_OPTIONS = "TALLYSTICK_JAVA_OPTIONS";

  private final Suite suite;
  private final Suite.Service service;
  private final SuiteFolder folder;
  private final ServiceConfig config;
  private final PostgresStep postgres;

  ServiceStep(
      Suite suite,
      Suite.Service service,
      SuiteFolder folder,
      ServiceConfig config,
      PostgresStep postgres) {
    this.suite = suite;
    this.service = service;
    this.folder = folder;
    this.config = config;
    this.postgres = postgres;
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
    Path program = suite.program(service);
    if (!Files.isRegularFile(program)) {
      throw new ComponentFailedException(name() + " is not built: " + program + " is missing");
    }
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
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(service.javaOptions());
    command.addAll(moreJavaOptions());
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Dfile.encoding=UTF-8");
    command.add("-Dquarkus.config.locations=" + file.toUri());
    command.add("-jar");
    command.add(program.toString());
    return ChildProcess.start(
        new ProcessMark(folder.root(), name()), command, environment, folder.log(name()));
  }

  private static List<String> moreJavaOptions() {
    String value = System.getenv(MORE_JAVA_OPTIONS);
    return value == null || value.isBlank() ? List.of() : List.of(value.strip().split("\\s+"));
  }

  @Override
  public boolean isReady() {
    return Http.answers(
        suite.addresses().service(service) + "/q/health/ready", Duration.ofSeconds(2));
  }

  @Override
  public List<String> lastWords() {
    return LogTail.lines(folder.log(name()), 10);
  }
}
