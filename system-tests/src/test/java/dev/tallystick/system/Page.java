package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A page of the documentation, typed as it stands in a shell, in one folder. */
record Page(Path folder) {
  private static final Path CHECKOUT = Path.of(System.getProperty("tallystick.root", ".."));

  /** What was printed, on both outputs, and how it ended. */
  record Typed(int exitCode, String told) {}

  /** A folder in which {@code ./tallystick} is that of the checkout. */
  static Page inNewFolder() throws IOException {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "walk");
    Files.createSymbolicLink(
        folder.resolve("tallystick"), CHECKOUT.resolve("tallystick").toAbsolutePath());
    return new Page(folder);
  }

  /**
   * Types the blocks of a page one after the other.
   *
   * @param page such as {@code docs/first-sale.md}
   * @param before what the shell has done already
   * @param after what it does besides
   */
  Typed type(Suite suite, String page, String before, String after)
      throws IOException, InterruptedException {
    return type(
        suite,
        page.substring(page.lastIndexOf('/') + 1),
        before + blocks(CHECKOUT.resolve(page)) + after);
  }

  /**
   * Types a script.
   *
   * @param name of what is kept of it in the folder
   */
  Typed type(Suite suite, String name, String commands) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve(name + ".sh"), "set -euo pipefail\n" + commands);
    Path output = folder.resolve(name + ".txt");
    ProcessBuilder builder =
        new ProcessBuilder("bash", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("TALLYSTICK_HOME", suite.command().home().toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    String told = Files.readString(output);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended).as(told).isTrue();
    return new Typed(process.exitValue(), told);
  }

  private static String blocks(Path page) throws IOException {
    StringBuilder script = new StringBuilder();
    boolean isBlock = false;
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith("```")) {
        isBlock = line.equals("```sh");
      } else if (isBlock) {
        script.append(line).append('\n');
      }
    }
    return script.toString();
  }
}
