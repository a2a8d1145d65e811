package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs the walk-through of docs/first-sale.md as it stands, on a suite that others use too. */
@ExtendWith(Suite.Extension.class)
class FirstSaleIT {
  private static final Path CHECKOUT = Path.of(System.getProperty("tallystick.root", ".."));

  private final Suite suite;

  @TempDir private Path folder;

  FirstSaleIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.up();
    suite.awaitHealthy();
  }

  @Test
  void walkThrough_leadsToASaleThatAnybodyCanVerify() throws Exception {
    Files.createSymbolicLink(
        folder.resolve("tallystick"), CHECKOUT.resolve("tallystick").toAbsolutePath());
    Path script = Files.writeString(folder.resolve("walk.sh"), script());
    Path output = folder.resolve("output.txt");
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
    assertThat(process.exitValue()).as(told).isZero();
    assertThat(folder.resolve("first-sale/report.json")).content().contains("\"score\":");
  }

  /** The blocks of the page, one after the other, as somebody would type them. */
  private static String script() throws IOException {
    StringBuilder script = new StringBuilder("set -euo pipefail\n");
    boolean isBlock = false;
    for (String line : Files.readAllLines(CHECKOUT.resolve("docs/first-sale.md"))) {
      if (line.startsWith("```")) {
        isBlock = line.equals("```sh");
      } else if (isBlock) {
        script.append(line).append('\n');
      }
    }
    return script.toString();
  }
}
