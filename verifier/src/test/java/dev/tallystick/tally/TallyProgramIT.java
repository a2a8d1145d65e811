package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The packaged command in a process of its own: the jar with the libraries that lie beside it, or
 * the native executable with {@code -Dnative}.
 */
@Tag("packaged")
class TallyProgramIT {
  private static final Path JAR = Path.of(System.getProperty("tally.jar"));
  private static final Optional<String> EXECUTABLE =
      Optional.ofNullable(System.getProperty("tally.executable"));

  /** Far more than a start takes, because the machine may be busy with other tests. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  /** What a process said, and how long its first line took. */
  private record Ended(int exitCode, List<String> out, Duration firstLine) {}

  @Test
  void program_verifiesAReceipt() throws Exception {
    Path receipt = Files.write(folder.resolve("w.receipt.json"), Samples.receipt().toJson());

    Ended ended = tally("verify", receipt.toString(), "--vkey", SampleLog.VKEY);

    assertThat(ended.out()).first().isEqualTo(receipt + ": holds");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.firstLine()).isLessThan(PATIENCE);
  }

  @Test
  void program_checksAServer() throws Exception {
    try (LogServer server = LogServer.of(SampleLog.ofSize(600).files())) {
      Ended ended = tally("fsck", server.url(), "--vkey", SampleLog.VKEY);

      assertThat(ended.out()).first().isEqualTo(server.url() + ": holds");
      assertThat(ended.exitCode()).isZero();
    }
  }

  @Test
  void program_endsWithTheExitCodeOfTheVerdict() throws Exception {
    assertThat(tally("--version").exitCode()).isZero();
    assertThat(tally("verify", "nowhere").exitCode()).isEqualTo(2);
    byte[] changed = Samples.receipt().toJson();
    changed[changed.length - 200] ^= 1;
    Path receipt = Files.write(folder.resolve("w.receipt.json"), changed);
    assertThat(tally("verify", receipt.toString(), "--vkey", SampleLog.VKEY).exitCode())
        .isEqualTo(1);
  }

  @Test
  void jar_hasItsLibrariesBesideItAndTheConfigurationOfANativeImage() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      String classPath = jar.getManifest().getMainAttributes().getValue("Class-Path");

      assertThat(classPath.split(" "))
          .allSatisfy(entry -> assertThat(JAR.resolveSibling(entry)).isRegularFile())
          .hasSize(14);
      assertThat(text(jar, "META-INF/native-image/picocli-generated/reflect-config.json"))
          .contains("VerifyCommand", "FsckCommand", "MirrorCommand", "KeyOptions")
          .contains("WatchCommand", "WitnessCommand")
          .contains("NetworkOptions");
      assertThat(text(jar, "META-INF/native-image/dev.tallystick/verifier/reflect-config.json"))
          .contains(CommandLine.HelpCommand.class.getName());
    }
  }

  private static String text(JarFile jar, String name) throws IOException {
    return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), UTF_8);
  }

  private static Ended tally(String... arguments) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        new ArrayList<>(EXECUTABLE.map(List::of).orElse(List.of(java, "-jar", JAR.toString())));
    command.addAll(List.of(arguments));
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines = new ArrayList<>();
    Duration firstLine;
    try (BufferedReader out = process.inputReader(UTF_8)) {
      Optional.ofNullable(out.readLine()).ifPresent(lines::add);
      firstLine = Duration.ofNanos(System.nanoTime() - start);
      out.lines().forEach(lines::add);
    }
    return new Ended(process.waitFor(), lines, firstLine);
  }
}
