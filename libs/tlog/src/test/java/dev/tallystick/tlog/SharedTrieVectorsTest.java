package dev.tallystick.tlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Roots and proofs that the reference trie made; they are not part of the project. */
class SharedTrieVectorsTest {
  private static final Path VECTORS =
      Path.of(System.getProperty("tallystick.root", "."), "..", "shared", "vectors")
          .resolve("mpt-vectors.json")
          .normalize();

  @Test
  void rootsAndProofs_areThoseOfTheReferenceTrie() throws Exception {
    if (!Files.isRegularFile(VECTORS)) {
      String message = "not checked against the reference trie: there is no file " + VECTORS;
      System.out.println(message);
      assumeTrue(false, message);
    }
    int cases = 0;
    int proofs = 0;
    for (String text : Files.readString(VECTORS).split("\"Size\": ", -1)) {
      List<MatchResult> root = find("^(\\d+),\\s+\"Root\": \"([0-9a-f]+)\"", text);
      if (!root.isEmpty()) {
        cases++;
        Trie trie = trie(Integer.parseInt(root.get(0).group(1)));
        assertThat(trie.root().hex()).isEqualTo(root.get(0).group(2));
        String form =
            "\"Key\": \"(.*)\",\\s+\"Value\": \"(.*)\",\\s+\"Present\": (.*),\\s+\"Proof\": \"(.*)\"";
        for (MatchResult proof : find(form, text)) {
          proofs++;
          check(trie, proof);
        }
      }
    }
    assertThat(cases).isEqualTo(11);
    assertThat(proofs).isGreaterThan(90);
  }

  private static void check(Trie trie, MatchResult proof) throws MalformedTrieProofException {
    Hash label = Hash.fromHex(proof.group(1));
    byte[] bytes = HexFormat.of().parseHex(proof.group(4));
    if (Boolean.parseBoolean(proof.group(3))) {
      Hash value = Hash.fromHex(proof.group(2));

      assertThat(trie.find(label)).hasValue(value);
      assertThat(trie.inclusionProof(label).toByteArray()).isEqualTo(bytes);
      assertThat(TrieProof.parse(bytes).proves(label, value, trie.root())).isTrue();
    } else {
      assertThat(trie.absenceProof(label).toByteArray()).isEqualTo(bytes);
      assertThat(AbsenceProof.parse(bytes).proves(label, trie.root())).isTrue();
    }
  }

  private static Trie trie(int size) {
    Map<Hash, Hash> values = new HashMap<>();
    for (int i = 0; i < size; i++) {
      values.put(hash("c", i), hash("v", i));
    }
    return Trie.EMPTY.withAll(values);
  }

  private static Hash hash(String prefix, long i) {
    return Hash.sha256(
        prefix.getBytes(US_ASCII), ByteBuffer.allocate(Long.BYTES).putLong(i).array());
  }

  private static List<MatchResult> find(String form, String text) {
    return Pattern.compile(form).matcher(text).results().toList();
  }
}
