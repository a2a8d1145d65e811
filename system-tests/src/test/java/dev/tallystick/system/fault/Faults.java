package dev.tallystick.system.fault;

import static org.awaitility.Awaitility.await;

import dev.tallystick.local.process.ProcessMark;
import dev.tallystick.system.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be done to the parts of a running suite. Names are those of {@code status}. */
public final class Faults {
  private static final String POSTGRES = "postgres";

  private final Suite suite;

  /** Faults of this suite. */
  public Faults(Suite suite) {
    this.suite = suite;
  }

  /** A fault that lasts until it is ended. */
  public interface Lasting {
    /** Ends it. */
    void end() throws IOException, InterruptedException;
  }

  /** What a test does while a fault lasts. */
  public interface Meanwhile {
    /** Does it. */
    void run() throws Exception;
  }

  /** Ends the fault whatever happens meanwhile. */
  public static void during(Lasting fault, Meanwhile meanwhile) throws Exception {
    try {
      meanwhile.run();
    } finally {
      fault.end();
    }
  }

  /** kill -9, of the part and all its children; what supervises the suite starts it again. */
  void kill(String part) throws IOException, InterruptedException {
    processes(part).forEach(ProcessHandle::destroyForcibly);
  }

  /** Stops a part as a debugger would: it is there, holds its connections, and does nothing. */
  Lasting pause(String part) throws IOException, InterruptedException {
    List<ProcessHandle> stopped = processes(part);
    signal("-STOP", stopped);
    return () -> signal("-CONT", stopped);
  }

  /** Starts a service anew with more settings and another environment, until it is ended. */
  public Lasting override(
      String service, Map<String, String> properties, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(suite.command().home().resolve("override"));
    Path settings = folder.resolve(service + ".properties");
    Path variables = folder.resolve(service + ".env");
    // What stands further down counts.
    String usual = Files.exists(variables) ? Files.readString(variables) : "";
    Files.writeString(settings, text(properties));
    Files.writeString(variables, usual + text(environment));
    restart(service);
    return () -> {
      Files.delete(settings);
      Files.writeString(variables, usual);
      restart(service);
    };
  }

  /**
   * Has a service live in another time. libfaketime answers it for the C library; its monotonic
   * clock is left alone, and so are waits by it: without the last setting each of the JVM's ends at
   * once.
   */
  Lasting shiftClock(String service, Duration by) throws IOException, InterruptedException {
    String offset = (by.isNegative() ? "" : "+") + by.toSeconds();
    return override(
        service,
        Map.of(),
        Map.of(
            "LD_PRELOAD",
            faketime().orElseThrow().toString(),
            "FAKETIME",
            offset,
            "FAKETIME_DONT_FAKE_MONOTONIC",
            "1",
            "FAKETIME_FORCE_MONOTONIC_FIX",
            "0"));
  }

  /** The library that shifts clocks, if Debian's {@code libfaketime} is installed. */
  static Optional<Path> faketime() {
    return Optional.of(Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"))
        .filter(Files::exists);
  }

  /** Kills it and waits until another process of it is there, ready or not. */
  private void restart(String service) throws IOException, InterruptedException {
    long before = suite.part(service).get("pid").asLong();
    kill(service);
    await(service + " is started again")
        .atMost(Duration.ofMinutes(2))
        .until(() -> suite.part(service).get("pid").asLong(), now -> now != before && now != 0);
  }

  /** By the mark that every process of the suite carries; of PostgreSQL, the server itself. */
  private List<ProcessHandle> processes(String part) throws IOException, InterruptedException {
    List<ProcessHandle> found =
        new ArrayList<>(new ProcessMark(suite.command().home().toRealPath(), part).processes());
    if (found.isEmpty() || part.equals(POSTGRES)) {
      ProcessHandle.of(suite.part(part).get("pid").asLong())
          .ifPresent(
              server -> {
                found.add(server);
                server.descendants().forEach(found::add);
              });
    }
    return found;
  }

  private static void signal(String signal, List<ProcessHandle> processes)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    processes.stream()
        .filter(ProcessHandle::isAlive)
        .forEach(process -> command.add(Long.toString(process.pid())));
    if (command.size() > 2) {
      new ProcessBuilder(command).start().waitFor();
    }
  }

  private static String text(Map<String, String> values) {
    return values.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
