package dev.tallystick.system.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of the machine, run to their ends. */
final class Program {
  private static final long MINUTES = 15;

  private Program() {}

  /** How it ended, and all that it said. */
  record Result(int code, String output) {}

  /** Whether there is a program of this name on the PATH. */
  static boolean isThere(String name) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  /** Runs it; whatever its end is. */
  static Result tryRun(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile("program", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .redirectInput(Path.of("/dev/null").toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(command + " does not end: " + Files.readString(said));
      }
      return new Result(process.exitValue(), new String(Files.readAllBytes(said), UTF_8));
    } finally {
      Files.delete(said);
    }
  }

  /** Runs it, which must end well, and says what it printed. */
  static String run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Result result = tryRun(environment, command);
    if (result.code != 0) {
      throw new AssertionError(command + " ended with " + result.code + ": " + result.output);
    }
    return result.output;
  }
}
