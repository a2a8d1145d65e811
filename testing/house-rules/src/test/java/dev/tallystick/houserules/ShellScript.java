package dev.tallystick.houserules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A script of {@code tools/}, as somebody runs it. */
final class ShellScript {
  static final Path ROOT =
      Path.of(System.getProperty("tallystick.root", "../..")).toAbsolutePath().normalize();

  private ShellScript() {}

  /** What was printed, on both outputs, and how it ended. */
  record Ended(int exitCode, String told) {
    List<String> lines() {
      return told.lines().toList();
    }
  }

  /** Runs a command in a folder, with these variables besides those of this process. */
  static Ended run(Path folder, Map<String, String> variables, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("script", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(variables);
      Process process = builder.start();
      boolean ended = process.waitFor(1, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
      }
      String told = Files.readString(output, UTF_8);
      assertThat(ended).as(told).isTrue();
      return new Ended(process.exitValue(), told);
    } finally {
      Files.delete(output);
    }
  }
}
