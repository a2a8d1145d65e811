package dev.tallystick.system.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.demo.Cast;
import dev.tallystick.system.Command;
import dev.tallystick.system.Suite;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A suite that an earlier release has left behind (commit f44d51d, before parties' keys needed
 * codes and packs said how far they look back) is brought to this release's schema by the packaged
 * {@code --migrate}, and goes on: what was decided holds, and the story is told on it once more.
 */
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class UpgradeIT {
  private static final Path CHECKOUT =
      Path.of(System.getProperty("tallystick.root", "..")).toAbsolutePath().normalize();
  private static final String STORED = "/stored-suite-f44d51d.zip";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void suiteOfAnEarlierRelease_goesOnAndItsPastHolds() throws Exception {
    Path home = Path.of("target", "home-upgraded").toAbsolutePath();
    remove(home);
    try (InputStream stored = Objects.requireNonNull(UpgradeIT.class.getResourceAsStream(STORED))) {
      StoredSuite.unpack(stored, home, CHECKOUT);
    }
    String key = vkeyOf(home.resolve("witnesses"));

    try (Suite suite = Suite.startAgain("home-upgraded", "8000")) {
      assertThat(suite.command().run("vkey").output().strip()).as("the same log").isEqualTo(key);
      await("the text of the pack that was in force is kept, beside the two of today")
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> packs(suite) == 3);
      suite.assertHonest(Cast.BUREAU);

      Command.Result told = suite.command().run("demo");
      assertThat(told.exitCode()).as(told.output()).isZero();
      assertThat(told.output()).containsPattern("All \\d+ steps came out as told");
      suite.assertHonest(Cast.BUREAU);

      for (String receipt : new String[] {"release", "acknowledgement", "deposit-mall-east"}) {
        Path file = folder.resolve(receipt + ".receipt.json");
        assertVerified(suite, file, "demo/" + receipt + ".receipt.json");
      }
    }
  }

  /** A receipt that the earlier release gave. */
  private static void assertVerified(Suite suite, Path file, String name) throws Exception {
    try (ZipInputStream zip =
        new ZipInputStream(Objects.requireNonNull(UpgradeIT.class.getResourceAsStream(STORED)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(name)) {
          Files.write(file, zip.readAllBytes());
        }
      }
    }
    Command.Result verified =
        suite
            .command()
            .runTally(
                "verify", file.toString(), "--vkey", suite.command().run("vkey").output().strip());
    assertThat(verified.exitCode()).as("%s: %s", name, verified.output()).isZero();
  }

  /** How many packs are known by their text. */
  private static long packs(Suite suite) throws Exception {
    String token = suite.token("auditor");
    JsonNode packs = JSON.readTree(Suite.read(suite.address("CONSENT_URL") + "/v1/packs", token));
    return packs.path("packs").size();
  }

  private static String vkeyOf(Path witnesses) throws IOException {
    try (Stream<Path> files = Files.walk(witnesses)) {
      Path remembered = files.filter(file -> file.endsWith("log.vkey")).findFirst().orElseThrow();
      return Files.readString(remembered).strip();
    }
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
