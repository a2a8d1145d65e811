package dev.tallystick.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The library by itself: its sources build and are documented with nothing but JSpecify's
 * annotations, and a project that knows its jar alone uses it.
 */
class StandaloneTest {
  private static final Path SOURCES =
      Path.of(System.getProperty("tallystick.root", "../.."), "libs", "tlog", "src/main/java");

  /** As somebody else's program: another package, public members only. */
  private static final String SCRATCH =
      """
      package org.example.scratch;

      import dev.tallystick.tlog.*;
      import java.security.SecureRandom;

      public class Scratch {
        public static void main(String[] words) throws Exception {
          Hash leaf = Merkle.leafHash("a release".getBytes());
          TreeBatch batch = new TreeBatch(Frontier.EMPTY);
          long index = batch.add(leaf);
          batch.add(Merkle.leafHash("another".getBytes()));
          batch.newTileHashes();
          byte[] seed = new byte[32];
          new SecureRandom().nextBytes(seed);
          SignerKey key = SignerKey.fromSeed("stick.example/log", seed);
          Checkpoint checkpoint = new Checkpoint("stick.example/log", batch.size(), batch.root());
          SignedNote note = SignedNote.sign(checkpoint.body(), key.signer());
          String proof = TlogProof.of(batch.inclusionProof(index), note).toString();
          NoteVerifier log = NoteVerifier.parse(key.verifierKey().toString());
          System.out.println("verified " + TlogProof.parse(proof).verify(leaf, log).checkpoint().size());
          try {
            TlogProof.parse(proof).verify(Merkle.leafHash("a forgery".getBytes()), log);
            System.out.println("a forgery was taken");
          } catch (TlogException refused) {
            System.out.println("refused");
          }
        }
      }
      """;

  @TempDir private Path temp;

  @Test
  void sources_buildAlone_andAProjectUsesTheJar() throws Exception {
    List<String> sources;
    try (Stream<Path> files = Files.walk(SOURCES)) {
      sources = files.map(Path::toString).filter(name -> name.endsWith(".java")).toList();
    }
    String annotations = annotations();
    Path classes = Files.createDirectory(temp.resolve("classes"));
    tool("javac", sources, "--release", "17", "-proc:none", "-cp", annotations, "-d", classes + "");
    Path jar = temp.resolve("tlog.jar");
    tool("jar", List.of(), "--create", "--file", jar + "", "-C", classes + "", ".");
    Path pages = temp.resolve("pages");
    tool("javadoc", sources, "-quiet", "-Xdoclint:none", "-cp", annotations, "-d", pages + "");

    Path scratch = Files.writeString(temp.resolve("Scratch.java"), SCRATCH);
    Path used = Files.createDirectory(temp.resolve("used"));
    // The annotations are for those who compile; a program runs without them.
    tool("javac", List.of(scratch + ""), "--release", "17", "-cp", jar + "", "-d", used + "");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java, "-cp", jar + File.pathSeparator + used, "org.example.scratch.Scratch")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.lines()).containsExactly("verified 2", "refused");
    assertThat(pages.resolve("dev/tallystick/tlog/package-summary.html")).isRegularFile();
  }

  private static String annotations() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> Path.of(entry).getFileName().toString().startsWith("jspecify"))
        .findFirst()
        .orElseThrow();
  }

  private static void tool(String name, List<String> files, String... options) {
    List<String> words = new ArrayList<>(List.of(options));
    words.addAll(files);
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int code =
        ToolProvider.findFirst(name).orElseThrow().run(out, out, words.toArray(String[]::new));
    out.flush();
    assertThat(code).as("%s: %s", name, said).isZero();
  }
}
