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
import java.util.Set;
import java.util.function.LongSupplier;
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

    // snippet: many
    Set<Tile> needed = tree.tilesOf(List.of(7L, 190L, 280L));
    List<InclusionProof> proofs = tree.inclusionProofs(List.of(7L, 190L, 280L));
    // end

    assertThat(needed).extracting(Tile::path).contains("tile/0/000", "tile/0/001.p/44");
    assertThat(proofs.get(2).proves(naive.leaf(280), checkpoint)).isTrue();
  }

  @Test
  void indexSnippet_runs() throws Exception {
    Hash label = Hash.sha256("label".getBytes(UTF_8));
    Hash other = Hash.sha256("other".getBytes(UTF_8));
    Hash value = Hash.sha256("value".getBytes(UTF_8));
    Map<Hash, Hash> values = Map.of(label, value);

    // snippet: index
    Trie trie = Trie.EMPTY.withAll(values); // a Map<Hash, Hash>
    Hash root = trie.root();
    TrieProof present = trie.inclusionProof(label);
    AbsenceProof absent = trie.absenceProof(other);

    boolean holds =
        TrieProof.parse(present.toByteArray()).proves(label, value, root)
            && AbsenceProof.parse(absent.toByteArray()).proves(other, root);
    // end

    assertThat(holds).isTrue();
  }

  @Test
  void listSnippets_run() {
    IndexSecret secret = IndexSecret.copyOf(TestKeys.seed("index"));
    Hash label = Hash.sha256("label".getBytes(UTF_8));
    List<ListEntry> entries =
        List.of(
            new ListEntry(3, Hash.sha256("first".getBytes(UTF_8))),
            new ListEntry(8, Hash.sha256("second".getBytes(UTF_8))));
    Hash earlierRoot = LabelList.of(entries.subList(0, 1)).root();

    // snippet: list
    // Every ListEntry(log index, entry) under the label, in log order.
    LabelList list = LabelList.of(entries);
    IndexValue value = IndexValue.of(secret.saltOf(label), list.frontier());
    Trie index = Trie.EMPTY.with(label, value.hash()); // and all other labels
    // end
    Hash root = index.root();

    // snippet: complete
    Hash second = entries.get(1).leafHash();
    boolean complete =
        index.inclusionProof(label).proves(label, value.hash(), root)
            && list.inclusionProof(1).proves(second, value.count(), value.listRoot());
    boolean grown = list.consistencyProof(1).proves(earlierRoot, value.count(), value.listRoot());
    // end

    assertThat(complete).isTrue();
    assertThat(grown).isTrue();
  }

  @Test
  void witnessSnippet_runs() throws Exception {
    CosignerKey cosignerKey = CosignerKey.fromSeed("witness.example/w1", TestKeys.seed("w1"));
    VerifierKey logKey = TestKeys.LOG.verifierKey();
    WitnessStore witnessStore = new InMemoryWitnessStore();
    LongSupplier clock = () -> 1_767_324_900;
    PublishedLog reader = new PublishedLog(new NaiveTree(300), 300);
    TileTree tree = new TileTree(reader, 300);
    Checkpoint old = new Checkpoint("stick.example/log", 256, new NaiveTree(300).root(256));
    SignedNote oldNote = SignedNote.sign(old.body(), TestKeys.LOG.signer());
    SignedNote checkpointNote = SignedNote.sign(reader.checkpoint.body(), TestKeys.LOG.signer());
    new Witness(cosignerKey.cosigner(), List.of(logKey), witnessStore, clock)
        .addCheckpoint(
            new AddCheckpoint(new ConsistencyProof(0, List.of()), oldNote).toByteArray());
    byte[] policyFile =
        "log %s\nwitness w1 %s\nquorum w1\n"
            .formatted(logKey, cosignerKey.verifierKey())
            .getBytes(UTF_8);

    // snippet: witness
    Witness witness = new Witness(cosignerKey.cosigner(), List.of(logKey), witnessStore, clock);

    // In the log: ask for a cosignature, and put it on the checkpoint.
    AddCheckpoint request = AddCheckpoint.of(old.size(), tree, checkpointNote);
    WitnessAnswer answer = witness.addCheckpoint(request.toByteArray()); // by HTTP POST
    SignedNote cosigned = checkpointNote.withSignatures(answer.cosignatures());

    // In whoever relies on the log: the policy says which witnesses are enough.
    Policy.Acceptance accepted = Policy.parse(policyFile).check(cosigned);
    boolean isWitnessed = accepted.quorum() == Policy.QuorumResult.MET;
    // end

    assertThat(isWitnessed).isTrue();
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

    assertThat(blocks).hasSize(8).isEqualTo(regions);
  }

  private static List<String> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(ReadmeTest::first).toList();
  }

  private static String first(MatchResult result) {
    return result.group(1);
  }
}
