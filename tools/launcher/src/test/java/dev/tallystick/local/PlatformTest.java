package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What runs on the machine of whoever tries the suite, Linux or macOS, asks for nothing that only
 * one of them has. A program of one of them is used where it is found.
 */
class PlatformTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final List<String> MODULES =
      List.of(
          "tools/launcher",
          "tools/local-postgres",
          "tools/demo",
          "tools/import",
          "tools/scorecard",
          "verifier");

  @Test
  void code_readsNoProcessTableOfLinux() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          if (Files.readString(file).contains("\"/proc")) {
            wrong.add(file.toString());
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void programsOfOneSystem_areCalledOnlyWhereTheyAre() throws IOException {
    assertThat(
            Files.readString(
                ROOT.resolve(
                    "tools/launcher/src/main/java/dev/tallystick/local/process/ChildProcess.java")))
        .contains("Files.isExecutable(SETSID)");
    assertThat(Files.readString(ROOT.resolve("tallystick")))
        .contains("command -v setsid || true", "[ -x /usr/libexec/java_home ]");
  }
}
