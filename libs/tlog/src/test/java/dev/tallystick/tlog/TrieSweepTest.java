package dev.tallystick.tlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every set of a few labels, which branch at the first, a middle and the last bits. */
class TrieSweepTest {
  private static final int[] BITS = {0, 7, 8, 255};
  private static final List<Hash> LABELS =
      IntStream.of(0, 1, 2, 5, 7, 8, 11, 12, 15).mapToObj(TrieSweepTest::label).toList();
  private static final int SETS = 1 << LABELS.size();

  /** The label that has the bits of a number where labels of this test differ. */
  private static Hash label(int number) {
    byte[] bytes = new byte[Hash.SIZE];
    for (int i = 0; i < BITS.length; i++) {
      if ((number >> i & 1) == 1) {
        bytes[BITS[i] / 8] |= (byte) (0x80 >>> (BITS[i] % 8));
      }
    }
    return Hash.takeOwnershipOf(bytes);
  }

  private static Hash value(Hash label) {
    return Hash.sha256("value of".getBytes(US_ASCII), label.toByteArray());
  }

  private static Map<Hash, Hash> set(int members) {
    Map<Hash, Hash> values = new HashMap<>();
    for (int i = 0; i < LABELS.size(); i++) {
      if ((members >> i & 1) == 1) {
        values.put(LABELS.get(i), value(LABELS.get(i)));
      }
    }
    return values;
  }

  @Test
  void roots_areThoseOfTheDefinitionAndAllDifferent() {
    Set<Hash> roots = new HashSet<>();
    for (int members = 0; members < SETS; members++) {
      Map<Hash, Hash> values = set(members);
      Trie oneByOne = Trie.EMPTY;
      for (Map.Entry<Hash, Hash> entry : values.entrySet()) {
        oneByOne = oneByOne.with(entry.getKey(), entry.getValue());
      }

      assertThat(Trie.EMPTY.withAll(values).root())
          .as("set %d", members)
          .isEqualTo(new NaiveTrie(values).root())
          .isEqualTo(oneByOne.root());
      assertThat(oneByOne.size()).isEqualTo(values.size());
      roots.add(oneByOne.root());
    }
    assertThat(roots).hasSize(SETS);
  }

  @Test
  void batches_giveTheSameTrieHoweverTheyAreCut() {
    for (int first = 0; first < SETS; first += 3) {
      for (int second = 1; second < SETS; second += 5) {
        Trie trie = Trie.EMPTY.withAll(set(first)).withAll(set(second));

        assertThat(trie)
            .as("%d then %d", first, second)
            .isEqualTo(Trie.EMPTY.withAll(set(first | second)));
      }
    }
  }

  @Test
  void proofs_areThoseOfTheDefinition() throws Exception {
    for (int members = 0; members < SETS; members++) {
      Map<Hash, Hash> values = set(members);
      Trie trie = Trie.EMPTY.withAll(values);
      NaiveTrie naive = new NaiveTrie(values);
      for (Hash label : LABELS) {
        if (values.containsKey(label)) {
          TrieProof proof = trie.inclusionProof(label);

          assertThat(proof.path()).isEqualTo(naive.path(label));
          assertThat(proof.proves(label, value(label), trie.root())).isTrue();
          assertThat(TrieProof.parse(proof.toByteArray())).isEqualTo(proof);
        } else {
          AbsenceProof proof = trie.absenceProof(label);

          assertThat(proof.proves(label, trie.root())).as("%s of %d", label, members).isTrue();
          assertThat(AbsenceProof.parse(proof.toByteArray())).isEqualTo(proof);
          if (proof instanceof AbsenceProof.Neighbour neighbour) {
            assertThat(neighbour.label()).isEqualTo(naive.reached(label));
            assertThat(neighbour.proof().path()).isEqualTo(naive.path(label));
          }
        }
      }
    }
  }

  /** No leaf of the trie serves as the proof that a label is absent, save the one it reaches. */
  @Test
  void absence_isProvedByNoOtherLeaf() {
    for (int members = 1; members < SETS; members++) {
      Map<Hash, Hash> values = set(members);
      Trie trie = Trie.EMPTY.withAll(values);
      NaiveTrie naive = new NaiveTrie(values);
      for (Hash leaf : values.keySet()) {
        AbsenceProof claim =
            new AbsenceProof.Neighbour(leaf, value(leaf), trie.inclusionProof(leaf));
        for (Hash label : LABELS) {
          boolean isAbsent = !values.containsKey(label) && naive.reached(label).equals(leaf);

          assertThat(claim.proves(label, trie.root()))
              .as("%s by %s of %d", label, leaf, members)
              .isEqualTo(isAbsent);
        }
      }
      assertThat(new AbsenceProof.EmptyTrie().proves(LABELS.get(0), trie.root())).isFalse();
    }
  }

  /** Every other label, value and root, and every small change of a path, proves nothing. */
  @Test
  void inclusion_isProvedForNothingElse() {
    for (int members = 1; members < SETS; members += 2) {
      Map<Hash, Hash> values = set(members);
      Trie trie = Trie.EMPTY.withAll(values);
      Trie other = Trie.EMPTY.withAll(set(members ^ 0b10));
      for (Hash label : values.keySet()) {
        Hash value = value(label);
        TrieProof proof = trie.inclusionProof(label);

        for (Hash stranger : LABELS) {
          if (!stranger.equals(label)) {
            assertThat(proof.proves(stranger, value, trie.root())).isFalse();
            assertThat(proof.proves(label, value(stranger), trie.root())).isFalse();
            assertThat(proof.proves(stranger, value(stranger), trie.root())).isFalse();
          }
        }
        assertThat(proof.proves(label, value, other.root())).isFalse();
        for (List<TrieStep> altered : alterations(proof.path())) {
          assertThat(new TrieProof(altered).proves(label, value, trie.root()))
              .as("%s for %s of %d", altered, label, members)
              .isFalse();
        }
      }
    }
  }

  /** The paths with a step left out, put in, moved to another bit, or with another sibling. */
  private static List<List<TrieStep>> alterations(List<TrieStep> path) {
    List<List<TrieStep>> altered = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      List<TrieStep> without = new ArrayList<>(path);
      without.remove(i);
      altered.add(without);
      TrieStep step = path.get(i);
      altered.add(
          with(path, i, new TrieStep(step.position(), Alterations.flip(step.sibling(), i))));
      int below = i == 0 ? TrieNode.LEAF : path.get(i - 1).position();
      int above = i == path.size() - 1 ? -1 : path.get(i + 1).position();
      for (int position = above + 1; position < below; position++) {
        if (position != step.position()) {
          altered.add(with(path, i, new TrieStep(position, step.sibling())));
        }
      }
    }
    int top = path.isEmpty() ? TrieNode.LEAF : path.get(path.size() - 1).position();
    if (top > 0) {
      List<TrieStep> longer = new ArrayList<>(path);
      longer.add(new TrieStep(top - 1, Merkle.EMPTY_ROOT));
      altered.add(longer);
    }
    return altered;
  }

  private static List<TrieStep> with(List<TrieStep> path, int i, TrieStep step) {
    List<TrieStep> copy = new ArrayList<>(path);
    copy.set(i, step);
    return copy;
  }
}
