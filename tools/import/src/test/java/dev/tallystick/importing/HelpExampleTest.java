package dev.tallystick.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example in the help of {@code tallystick import} is one that this program takes. */
class HelpExampleTest {
  @Test
  void example_parses() throws Exception {
    String start = "  ./tallystick import ";
    Path root = Path.of(System.getProperty("tallystick.root", "../..")).toAbsolutePath();
    String example =
        Files.readAllLines(root.resolve("tools/launcher/help.txt")).stream()
            .filter(line -> line.startsWith(start))
            .findFirst()
            .orElseThrow();

    CommandLine parsed =
        CommandLine.parse(
            List.of((example.substring(start.length()) + " --home h").split(" ", -1)));

    assertThat(parsed.dryRun()).isTrue();
  }
}
