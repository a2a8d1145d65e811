package dev.tallystick.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every user of a machine reads the command lines of its processes; so tokens, codes and secrets
 * are handed over in files.
 */
class CommandLineSecretsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern OPTION =
      Pattern.compile("\"--(token|code|secret|password|bearer)\"");
  private static final Pattern TOLD =
      Pattern.compile("-H \"Authorization: Bearer|--token |--(secret|password|code) [\"$]");

  @Test
  void options_takeNoSecretAsAWord() throws IOException {
    assertThat(having(Path.of("src/main/java"), OPTION, ".java")).isEmpty();
    for (String tool : List.of("tools/launcher", "tools/import", "tools/demo", "libs/party")) {
      assertThat(having(ROOT.resolve(tool).resolve("src/main/java"), OPTION, ".java"))
          .as(tool)
          .isEmpty();
    }
  }

  @Test
  void documentsAndScripts_tellNobodyToGiveOne() throws IOException {
    for (String folder : List.of("docs", "deploy", "verifier", "libs/party", "system-tests/src")) {
      assertThat(having(ROOT.resolve(folder), TOLD, ".md", ".sh")).as(folder).isEmpty();
    }
    assertThat(Files.readString(ROOT.resolve("tallystick"))).doesNotContainPattern(TOLD);
  }

  private static List<Path> having(Path folder, Pattern pattern, String... ends)
      throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> !file.toString().contains("/target/"))
          .filter(file -> Stream.of(ends).anyMatch(file.toString()::endsWith))
          .filter(file -> pattern.matcher(text(file)).find())
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
