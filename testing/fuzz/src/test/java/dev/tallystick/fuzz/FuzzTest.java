package dev.tallystick.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs each target for a while, in a process of its own; two side by side, as {@code
 * junit-platform.properties} says. A plain build leaves it to {@code -Pci} and {@code -Pendurance}.
 */
@EnabledIfSystemProperty(named = "tallystick.fuzz-seconds", matches = "[1-9][0-9]*")
@Execution(ExecutionMode.CONCURRENT)
class FuzzTest {
  private static final int SECONDS = Integer.getInteger("tallystick.fuzz-seconds", 0);
  private static final int SEED = Integer.getInteger("tallystick.fuzz-seed", 0);
  private static final Path FOLDER = Path.of("target", "fuzz").toAbsolutePath();
  private static final String PACKAGE = "dev.tallystick.fuzz.";

  /** The folders of a repository, and the module, that only the vault's target stands on. */
  private static final List<String> FRAMEWORKS =
      List.of(
          "/io/quarkus/",
          "/io/smallrye/",
          "/io/vertx/",
          "/io/netty/",
          "/org/hibernate/",
          "/org/jboss/",
          "/jakarta/",
          "/data-vault/");

  /** What a target begins with: a fuzzer finds the way from good input faster than from none. */
  private static final Path SEEDS = Path.of("src", "test", "seeds").toAbsolutePath();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CanonicalJsonTarget",
        "NoteTarget",
        "TileTarget",
        "JwsTarget",
        "JweTarget",
        "FileRowsTarget",
        "BundleTarget",
        "MappingTarget",
        "VaultLinesTarget"
      })
  void target_holdsForWhatTheFuzzerMakes(String target) throws Exception {
    Path folder = Files.createDirectories(FOLDER.resolve(target));
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    Path log = folder.resolve("log.txt");

    Process process = start(target, folder, corpus, log);
    boolean ended = process.waitFor(SECONDS + 600L, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }

    String told = Files.readString(log, StandardCharsets.ISO_8859_1);
    assertThat(ended).as(end(told)).isTrue();
    assertThat(process.exitValue()).as("%s%n%s", folder, end(told)).isZero();
    assertThat(told).contains("Done ");
  }

  private static Process start(String target, Path folder, Path corpus, Path log)
      throws IOException {
    boolean isOfTheVault = target.equals("VaultLinesTarget");
    String name = (isOfTheVault ? "dev.tallystick.vault.deposit." : PACKAGE) + target;
    String classes = System.getProperty("java.class.path");
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            isOfTheVault ? classes : withoutFrameworks(classes),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + name,
            "--instrumentation_includes=dev.tallystick.**",
            "--custom_hook_includes=dev.tallystick.**",
            "--reproducer_path=" + folder,
            "-artifact_prefix=" + folder + "/",
            "-max_total_time=" + SECONDS,
            // 0 draws one: a build that others wait for goes the same way each time.
            "-seed=" + SEED,
            "-timeout=10",
            "-rss_limit_mb=2048",
            "-max_len=8192",
            corpus.toString(),
            SEEDS.resolve(target).toString())
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Jazzer looks through every jar when it starts; libraries need none of a service's. */
  private static String withoutFrameworks(String classes) {
    return Arrays.stream(classes.split(File.pathSeparator, -1))
        .filter(jar -> FRAMEWORKS.stream().noneMatch(jar::contains))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String end(String told) {
    return told.substring(Math.max(0, told.length() - 4_000));
  }
}
