package dev.tallystick.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The snippets of README.md are the regions of this file, and they run. */
class ReadmeTest {
  private static final Path MODULE =
      Path.of(System.getProperty("tallystick.root", "../.."), "libs", "tlog");

  private final Map<String, List<Hash>> store = new HashMap<>();

  @Test
  void snippets_run() throws Exception {
    byte[] seed = TestKeys.seed("log");

    // snippet: grow
    Hash leaf = Merkle.leafHash("a release of data".getBytes(UTF_8));
    TreeBatch batch = new TreeBatch(Frontier.EMPTY);
    long index = batch.add(leaf);
    batch.add(Merkle.leafHash("another release".getBytes(UTF_8)));
    for (TileAppend append : batch.newTileHashes()) {
      store.put(append.tile().path(), append.hashes());
    }

    SignerKey key = SignerKey.fromSeed("stick.example/log", seed); // 32 bytes from a SecureRandom
    Checkpoint checkpoint = new Checkpoint("stick.example/log", batch.size(), batch.root());
    SignedNote note = SignedNote.sign(checkpoint.body(), key.signer());
    String proof = TlogProof.of(batch.inclusionProof(index), note).toString();
    // end
    String vkey = TestKeys.LOG.verifierKey().toString();

    // snippet: verify
    NoteVerifier log = NoteVerifier.parse(vkey); // key.verifierKey().toString()
    VerifiedCheckpoint verified = TlogProof.parse(proof).verify(leaf, log);
    // end

    assertThat(store).containsOnlyKeys("tile/0/000.p/2");
    assertThat(verified.checkpoint()).isEqualTo(checkpoint);
    readTiles();
  }

  private static void readTiles() throws Exception {
    NaiveTree naive = new NaiveTree(300);
    PublishedLog reader = new PublishedLog(naive, 300);
    Checkpoint checkpoint = reader.checkpoint;
    Checkpoint old = new Checkpoint("stick.example/log", 256, naive.root(256));

    // snippet: read
    TileTree tree = new TileTree(reader, checkpoint.size());
    boolean extended = tree.consistencyProof(old.size()).proves(old, checkpoint);
    Optional<FsckFinding> finding = Fsck.check(reader, checkpoint);
    // end

    assertThat(extended).isTrue();
    assertThat(finding).isEmpty();
  }

  @Test
  void snippets_areThoseOfTheReadme() throws Exception {
    String readme = Files.readString(MODULE.resolve("README.md"));
    String source =
        Files.readString(MODULE.resolve("src/test/java/dev/tallystick/tlog/ReadmeTest.java"));

    List<String> blocks = matches("(?s)```java\n(.*?)```", readme);
    List<String> regions = new ArrayList<>();
    for (String region : matches("(?s)\n +// snippet: [a-z]+\n(.*?) +// end\n", source)) {
      regions.add(region.stripTrailing().stripIndent() + "\n");
    }

    assertThat(blocks).hasSize(3).isEqualTo(regions);
  }

  private static List<String> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(ReadmeTest::first).toList();
  }

  private static String first(MatchResult result) {
    return result.group(1);
  }
}
