package dev.tallystick.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program of the machine that checks what others made; where it is missing, the test is skipped.
 */
final class Tool {
  /** Where Debian keeps programs that are not called by themselves, besides the PATH. */
  private static final String PLUGINS = "/usr/libexec/docker/cli-plugins";

  private final Path program;

  private Tool(Path program) {
    this.program = program;
  }

  /** The tool, or the end of the test, with a line that says why. */
  static Tool orSkip(String name, String debianPackage) {
    Optional<Path> program =
        Stream.of((System.getenv("PATH") + ":" + PLUGINS).split(":", -1))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(
        program.isPresent(),
        name + " is missing (Debian's package " + debianPackage + "); this check is skipped");
    return new Tool(program.orElseThrow());
  }

  /** Runs it in a folder; it must find nothing wrong. */
  String run(Path folder, String... words) throws IOException, InterruptedException {
    Result result = tryRun(folder, words);
    assertThat(result.code).as(result.output).isZero();
    return result.output;
  }

  Result tryRun(Path folder, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), output);
  }

  /** How it ended, and what it said. */
  record Result(int code, String output) {}
}
