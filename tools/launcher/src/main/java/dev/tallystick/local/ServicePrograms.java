package dev.tallystick.local;

import dev.tallystick.local.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the services are run: as jars by Java, with a cache of classes or without, or as the native
 * executables that were built.
 */
record ServicePrograms(Path checkout, boolean nativeExecutables, ClassCache cache) {
  /** Options for the virtual machines of all services, after their own; split at blanks. */
  private static final String MORE_JAVA_OPTIONS = "TALLYSTICK_JAVA_OPTIONS";

  /** The program of a service, if it is built. */
  Optional<Path> find(Suite.Service service) {
    Path target = checkout.resolve(service.name()).resolve("target");
    if (!nativeExecutables) {
      return Optional.of(target.resolve("quarkus-app/quarkus-run.jar"))
          .filter(Files::isRegularFile);
    }
    if (!Files.isDirectory(target)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(target, service.name() + "-*-runner")) {
      for (Path file : files) {
        if (Files.isRegularFile(file) && Files.isExecutable(file)) {
          return Optional.of(file);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What to tell somebody who wants to run a service that is not built. */
  String missing(Suite.Service service) {
    return nativeExecutables
        ? String.format(
            "%1$s has no native executable: %2$s is missing; build it with a GraalVM or Mandrel 25"
                + " in JAVA_HOME and GRAALVM_HOME: mvn package -Dnative=alone -Dquick -DskipTests"
                + " -pl %1$s -am (all of them: mvn package -Dnative -Dquick -DskipTests)",
            service.name(), service.name() + "/target/" + service.name() + "-*-runner")
        : service.name() + " is not built: its quarkus-run.jar is missing";
  }

  /** The command line that brings the database to this release's schema, and ends. */
  List<String> migration(Suite.Service service, Path program, Path configuration, Path login) {
    List<String> command =
        new ArrayList<>(
            command(
                service,
                program,
                configuration.toUri() + "," + login.toUri(),
                cache.stepOptions(program)));
    command.add("--migrate");
    return command;
  }

  /** The command line that runs {@code program} with this configuration file. */
  List<String> command(Suite.Service service, Path program, Path configuration) {
    return command(service, program, configuration.toUri().toString(), cache.options(program));
  }

  private List<String> command(
      Suite.Service service, Path program, String configurations, List<String> cacheOptions) {
    List<String> command = new ArrayList<>();
    if (nativeExecutables) {
      command.add(program.toString());
      // An executable has no other collector: it takes the limit of the memory, and settings.
      Stream.concat(service.javaOptions().stream(), moreJavaOptions().stream())
          .filter(option -> option.startsWith("-Xmx") || option.startsWith("-D"))
          .forEach(command::add);
    } else {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(service.javaOptions());
      command.addAll(moreJavaOptions());
      command.addAll(cacheOptions);
      command.add("-Dfile.encoding=UTF-8");
    }
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Dquarkus.config.locations=" + configurations);
    if (!nativeExecutables) {
      command.add("-jar");
      command.add(program.toString());
    }
    return command;
  }

  /** A process that was started with such a command line, which may take long to end. */
  ChildProcess patiently(ChildProcess started) {
    return started.withGrace(cache.grace(ChildProcess.GRACE));
  }

  private static List<String> moreJavaOptions() {
    String value = System.getenv(MORE_JAVA_OPTIONS);
    return value == null || value.isBlank() ? List.of() : List.of(value.strip().split("\\s+"));
  }
}
