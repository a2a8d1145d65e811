package dev.tallystick.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that people keep are read by every later version: those of the folder of each version hold,
 * as on the day on which it gave them out. {@code tools/release keep} adds a folder; nothing in the
 * folder of a version that was released is ever changed.
 */
class EarlierFilesTest {
  private static final Path KEPT = Path.of("src/test/resources/dev/tallystick/tally/kept");

  @TempDir private Path temp;

  static Stream<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(KEPT)) {
      return all.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  /**
   * As whoever keeps the file checks it: a receipt by the log's key, a list of one's own as well.
   */
  private static Run verify(Path file, Path kept) throws IOException {
    Path policy = kept.resolveSibling("policy");
    if (kept.toString().endsWith(".usage.json")) {
      return Run.tally(
          "verify",
          file.toString(),
          "--policy",
          policy.toString(),
          "--subject-file",
          kept.resolveSibling("subject").toString());
    }
    String key = Files.readAllLines(policy).get(0).replaceFirst("^log ", "");
    return Run.tally("verify", file.toString(), "--vkey", key);
  }

  @ParameterizedTest
  @MethodSource("files")
  void earlierFile_holds(Path file) throws Exception {
    Run verified = verify(file, file);
    assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
  }

  /** Without this, a verifier that says yes to everything would do. */
  @ParameterizedTest
  @MethodSource("files")
  void earlierFile_thatWasChanged_doesNotHold(Path file) throws Exception {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    int at = text.indexOf("recordedMillis\":") + "recordedMillis\":".length();
    char digit = text.charAt(at + 12);
    String changed =
        text.substring(0, at + 12) + (digit == '1' ? '2' : '1') + text.substring(at + 13);
    Path copy = Files.writeString(temp.resolve(file.getFileName()), changed);

    assertThat(verify(copy, file).exitCode()).isOne();
  }

  @Test
  void eachVersion_hasEachKindOfFile() throws Exception {
    try (Stream<Path> versions = Files.list(KEPT)) {
      List<Path> all = versions.toList();
      assertThat(all).isNotEmpty();
      for (Path version : all) {
        assertThat(version.getFileName().toString()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
        assertThat(version.resolve("release.receipt.json")).exists();
        assertThat(version.resolve("erased.usage.json")).exists();
        assertThat(version.resolve("policy")).exists();
        assertThat(version.resolve("subject")).exists();
      }
    }
  }
}
