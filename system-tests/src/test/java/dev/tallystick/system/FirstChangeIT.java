package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Does the first change of CONTRIBUTING.md on a copy of the last commit: minutes of builds. */
@EnabledIfSystemProperty(named = "tallystick.endurance", matches = "true")
class FirstChangeIT {
  private static final Path CHECKOUT = Path.of(System.getProperty("tallystick.root", ".."));

  @Test
  void walkThrough_holds() throws Exception {
    Path output = Files.createTempFile(Path.of("target"), "first-change", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(CHECKOUT.resolve("tools/first-change").toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    boolean ended = process.waitFor(45, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }

    String told = Files.readString(output);
    assertThat(ended).as(told).isTrue();
    assertThat(process.exitValue()).as(told).isZero();
    assertThat(told).endsWith("The walk-through holds.\n");
  }
}
