package dev.tallystick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrieProofTest {
  private static final Map<String, String> INCLUSION =
      Map.of(
          "error_cut", "a path has 33 bytes for each branching, not 65 in all",
          "error_longer", "a path has 33 bytes for each branching, not 67 in all",
          "error_positions_equal", "bit 1 is not before bit 1",
          "error_positions_rising", "bit 1 is not before bit 0");
  private static final Map<String, String> ABSENCE =
      Map.of(
          "error_absence_label_only", "32 bytes do not hold a label and a value",
          "error_absence_cut", "a path has 33 bytes for each branching, not 32 in all",
          "error_absence_positions_rising", "bit 1 is not before bit 0");

  private final Samples samples = new Samples("trie-proof");
  private final TrieVectors vectors = TrieVectors.read();

  private byte[] bytes(String name) {
    return HexFormat.of().parseHex(samples.text(name).strip());
  }

  @Test
  void parse_namesTheRule() {
    assertThat(samples.names("error_"))
        .hasSize(INCLUSION.size() + ABSENCE.size())
        .containsAll(INCLUSION.keySet())
        .containsAll(ABSENCE.keySet());
    INCLUSION.forEach(
        (name, rule) ->
            assertThatThrownBy(() -> TrieProof.parse(bytes(name)))
                .as(name)
                .isInstanceOf(MalformedTrieProofException.class)
                .hasMessage(rule));
    ABSENCE.forEach(
        (name, rule) ->
            assertThatThrownBy(() -> AbsenceProof.parse(bytes(name)))
                .as(name)
                .isInstanceOf(MalformedTrieProofException.class)
                .hasMessage(rule));
  }

  /** What can be read and proves nothing: one file for each way to be wrong. */
  @Test
  void proves_refusesEachWayToBeWrong() throws Exception {
    Trie trie = vectors.trie();
    Hash label = vectors.labels().get(0);
    Hash value = trie.find(label).orElseThrow();
    Hash absent = vectors.absent().get(0);
    assertThat(samples.names("unproved_")).hasSize(7);
    for (String name : samples.names("unproved_inclusion")) {
      assertThat(TrieProof.parse(bytes(name)).proves(label, value, trie.root())).as(name).isFalse();
    }
    for (String name : samples.names("unproved_absence")) {
      assertThat(AbsenceProof.parse(bytes(name)).proves(absent, trie.root())).as(name).isFalse();
    }
    assertThat(TrieProof.parse(bytes("valid_inclusion")).proves(label, value, trie.root()))
        .isTrue();
    assertThat(AbsenceProof.parse(bytes("valid_absence")).proves(absent, trie.root())).isTrue();
  }

  @Test
  void everyFlippedBit_provesNothing() {
    Trie trie = vectors.trie();
    Hash label = vectors.labels().get(0);
    Hash value = trie.find(label).orElseThrow();
    Hash absent = vectors.absent().get(0);
    byte[] inclusion = bytes("valid_inclusion");
    for (int bit = 0; bit < 8 * inclusion.length; bit++) {
      byte[] flipped = flipped(inclusion, bit);
      assertThat(readAndProved(() -> TrieProof.parse(flipped).proves(label, value, trie.root())))
          .as("bit %d", bit)
          .isFalse();
    }
    byte[] absence = bytes("valid_absence");
    for (int bit = 0; bit < 8 * absence.length; bit++) {
      byte[] flipped = flipped(absence, bit);
      assertThat(readAndProved(() -> AbsenceProof.parse(flipped).proves(absent, trie.root())))
          .as("bit %d", bit)
          .isFalse();
    }
  }

  private interface Claim {
    boolean holds() throws MalformedTrieProofException;
  }

  private static boolean readAndProved(Claim claim) {
    try {
      return claim.holds();
    } catch (MalformedTrieProofException e) {
      return false;
    }
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    return flipped;
  }

  @Test
  void constructors_refuseWhatIsInNoTrie() {
    Hash sibling = Merkle.EMPTY_ROOT;
    assertThatThrownBy(() -> new TrieStep(256, sibling))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a label has no bit 256");
    assertThatThrownBy(() -> new TrieStep(-1, sibling))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new TrieProof(List.of(new TrieStep(3, sibling), new TrieStep(4, sibling))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bit 4 is not before bit 3");
  }
}
