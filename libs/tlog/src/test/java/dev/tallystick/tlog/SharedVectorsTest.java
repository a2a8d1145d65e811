package dev.tallystick.tlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Vectors that other implementations made; they are not part of the project. */
class SharedVectorsTest {
  private static final Path VECTORS =
      Path.of(System.getProperty("tallystick.root", "."), "..", "shared", "vectors").normalize();

  @BeforeAll
  static void requireVectors() {
    if (!Files.isDirectory(VECTORS)) {
      String message = "not checked against foreign vectors: there is no folder " + VECTORS;
      System.out.println(message);
      assumeTrue(false, message);
    }
  }

  @Test
  void inclusionProofs_areJudgedAsExpected() throws Exception {
    int cases = 0;
    for (Case c : cases("inclusion")) {
      boolean proved =
          c.hash("root").isPresent()
              && proves(c.number("leafIdx"), c.number("treeSize"), c, c.hash("root").orElseThrow());
      assertThat(proved).as("%s", c.file()).isEqualTo(!c.isErrorWanted());
      cases++;
    }
    assertThat(cases).isGreaterThan(90);
  }

  /** A subtree is a tree by itself: its entries counted from where it starts. */
  @Test
  void subtreeInclusionProofs_areJudgedAsExpected() throws Exception {
    int cases = 0;
    for (Case c : cases("subtreeinclusion")) {
      long start = c.number("start");
      long end = c.number("end");
      boolean proved =
          isSubtree(start, end)
              && c.hash("root").isPresent()
              && proves(c.number("leafIdx") - start, end - start, c, c.hash("root").orElseThrow());
      assertThat(proved).as("%s", c.file()).isEqualTo(!c.isErrorWanted());
      cases++;
    }
    assertThat(cases).isGreaterThan(200);
  }

  @Test
  void consistencyProofs_areJudgedAsExpected() throws Exception {
    int cases = 0;
    for (Case c : cases("consistency")) {
      assertThat(isConsistent(c.number("size1"), c.number("size2"), c))
          .as("%s", c.file())
          .isEqualTo(!c.isErrorWanted());
      cases++;
    }
    assertThat(cases).isGreaterThan(90);
  }

  /** Those of [0, end) are consistency proofs; of others this library knows nothing. */
  @Test
  void subtreeConsistencyProofs_fromTheStartAreJudgedAsExpected() throws Exception {
    int cases = 0;
    for (Case c : cases("subtreeconsistency")) {
      if (c.number("start") == 0 && c.number("end") > 0) {
        assertThat(isConsistent(c.number("end"), c.number("size"), c))
            .as("%s", c.file())
            .isEqualTo(!c.isErrorWanted());
        cases++;
      }
    }
    assertThat(cases).isPositive();
  }

  @Test
  void notesAndProofs_areThoseOfTheGoLibrary() throws Exception {
    Map<String, String> lines = new TreeMap<>();
    for (String line : Files.readAllLines(VECTORS.resolve("c2sp-vectors.txt"))) {
      Matcher matcher = Pattern.compile("(log seed hex|[^ =]+(?: vkey)?)[ =](.*)").matcher(line);
      assertThat(matcher.matches()).as(line).isTrue();
      lines.put(matcher.group(1), matcher.group(2));
    }
    SignerKey log =
        SignerKey.fromSeed(
            "audit.example/log1", HexFormat.of().parseHex(lines.getOrDefault("log seed hex", "")));
    assertThat(log.verifierKey()).hasToString(lines.get("log vkey"));
    NoteVerifier witness = NoteVerifier.parse(lines.getOrDefault("witness vkey", ""));
    int roots = 0;
    for (int size : new int[] {0, 1, 2, 3, 7, 255, 256, 257, 700}) {
      Checkpoint checkpoint = new Checkpoint(log.verifierKey().name(), size, batch(size).root());
      assertThat(checkpoint.root().base64()).isEqualTo(lines.get("root[" + size + "]"));
      roots++;
      String note = lines.get("checkpoint[" + size + "]");
      if (note != null) {
        SignedNote signed = SignedNote.sign(checkpoint.body(), log.signer());
        assertThat(signed.toString()).isEqualTo(unquoted(note));
        NoteSignature cosignature =
            NoteSignature.parse(lines.getOrDefault("cosignature[" + size + "]", ""));
        assertThat(
                VerifiedCheckpoint.verify(
                        signed.withSignatures(List.of(cosignature)),
                        NoteVerifier.of(log.verifierKey()),
                        witness)
                    .cosignatures())
            .containsExactly(new Cosignature(witness.key(), 1_700_000_000));
      }
    }
    assertThat(roots).isEqualTo(9);
  }

  @Test
  void proofs_areThoseOfTheGoLibrary() throws Exception {
    List<String> lines = Files.readAllLines(VECTORS.resolve("c2sp-vectors.txt"));

    assertThat(lines)
        .anyMatch(
            line ->
                line.equals(
                    "inclusion 299 in 700: " + text(batch(700).inclusionProof(299).path())));
    assertThat(lines)
        .anyMatch(
            line ->
                line.equals(
                    "consistency 257 -> 700: "
                        + text(Merkle.consistencyProof(257, leaves(700)).path())));
  }

  private static String text(List<Hash> path) {
    return path.stream().map(Hash::base64).toList().toString().replace(",", "");
  }

  private static List<Hash> leaves(int size) {
    return Stream.iterate(0, i -> i < size, i -> i + 1)
        .map(i -> Merkle.leafHash(("entry " + i).getBytes(US_ASCII)))
        .toList();
  }

  private static TreeBatch batch(int size) {
    TreeBatch batch = new TreeBatch(Frontier.EMPTY);
    leaves(size).forEach(batch::add);
    return batch;
  }

  private static String unquoted(String text) {
    return text.substring(1, text.length() - 1).replace("\\n", "\n");
  }

  private static boolean isSubtree(long start, long end) {
    if (start < 0 || start >= end) {
      return false;
    }
    long width = end - start;
    long complete = Long.bitCount(width) == 1 ? width : 2 * Long.highestOneBit(width);
    return start % complete == 0;
  }

  private static boolean proves(long index, long size, Case c, Hash root) {
    Optional<List<Hash>> path = c.path();
    return index >= 0
        && path.isPresent()
        && c.hash("leafHash").isPresent()
        && new InclusionProof(index, path.orElseThrow())
            .proves(c.hash("leafHash").orElseThrow(), size, root);
  }

  private static boolean isConsistent(long oldSize, long newSize, Case c) {
    Optional<List<Hash>> path = c.path();
    return oldSize >= 0
        && path.isPresent()
        && new ConsistencyProof(oldSize, path.orElseThrow())
            .proves(c.anyHash("root1"), newSize, c.anyHash("root2"));
  }

  private static List<Case> cases(String kind) throws IOException {
    try (Stream<Path> files = Files.walk(VECTORS.resolve("merkle").resolve(kind))) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().map(Case::read).toList();
    }
  }

  /** One file: a flat JSON object of numbers, texts and one list of texts. */
  private record Case(Path file, String json) {
    static Case read(Path file) {
      try {
        return new Case(file, Files.readString(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private String value(String name, String form) {
      Matcher matcher = Pattern.compile("\"" + name + "\":\\s*" + form).matcher(json);
      assertThat(matcher.find()).as("%s of %s", name, file).isTrue();
      return matcher.group(1);
    }

    /** A uint64; those from 2^63 on, which no log has, come out negative. */
    long number(String name) {
      return Long.parseUnsignedLong(value(name, "([0-9]+)"));
    }

    boolean isErrorWanted() {
      return Boolean.parseBoolean(value("wantErr", "(true|false)"));
    }

    /** The hash of this name, or nothing if it has not 32 bytes. */
    Optional<Hash> hash(String name) {
      byte[] bytes = Base64.getDecoder().decode(value(name, "\"([^\"]*)\""));
      return bytes.length == Hash.SIZE ? Optional.of(Hash.copyOf(bytes)) : Optional.empty();
    }

    /** As above; some roots are placeholders of another length, whose equality alone matters. */
    Hash anyHash(String name) {
      return hash(name)
          .orElseGet(() -> Hash.sha256(value(name, "\"([^\"]*)\"").getBytes(US_ASCII)));
    }

    /** The path, or nothing if one of its hashes has not 32 bytes or it is too long for a proof. */
    Optional<List<Hash>> path() {
      String list = value("proof", "(null|\\[[^\\]]*\\])");
      List<byte[]> path =
          Pattern.compile("\"([^\"]*)\"")
              .matcher(list)
              .results()
              .map(result -> Base64.getDecoder().decode(result.group(1)))
              .toList();
      boolean isPath =
          path.size() <= InclusionProof.MAX_PATH
              && path.stream().allMatch(bytes -> bytes.length == Hash.SIZE);
      return isPath ? Optional.of(path.stream().map(Hash::copyOf).toList()) : Optional.empty();
    }
  }
}
