package dev.tallystick.tlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrieTest {
  private static final boolean ENDURANCE = Boolean.getBoolean("tallystick.endurance");
  private static final Hash LABEL = hash("a label");
  private static final Hash VALUE = hash("a value");

  private static Hash hash(String text) {
    return Hash.sha256(text.getBytes(US_ASCII));
  }

  @Test
  void empty_hasTheRootOfNothing() {
    assertThat(Trie.EMPTY.root()).isEqualTo(Hash.sha256());
    assertThat(Trie.EMPTY.size()).isZero();
    assertThat(Trie.EMPTY.find(LABEL)).isEmpty();
    assertThat(Trie.EMPTY.absenceProof(LABEL)).isEqualTo(new AbsenceProof.EmptyTrie());
    assertThat(Trie.EMPTY.withAll(Map.of())).isSameAs(Trie.EMPTY);
  }

  @Test
  void with_leavesTheTrieAsItWas() {
    Trie one = Trie.EMPTY.with(LABEL, VALUE);

    Trie two = one.with(LABEL, hash("another value")).with(hash("another label"), VALUE);

    assertThat(one.find(LABEL)).contains(VALUE);
    assertThat(one.size()).isOne();
    assertThat(one.root()).isEqualTo(NaiveTrie.leaf(LABEL, VALUE));
    assertThat(two.find(LABEL)).contains(hash("another value"));
    assertThat(two.size()).isEqualTo(2);
  }

  @Test
  void proofs_areNotMadeForTheContrary() {
    Trie trie = Trie.EMPTY.with(LABEL, VALUE);

    assertThatThrownBy(() -> trie.absenceProof(LABEL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the label " + LABEL + " has a value");
    assertThatThrownBy(() -> trie.inclusionProof(VALUE))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("the label " + VALUE + " has no value");
    assertThatThrownBy(() -> Trie.EMPTY.inclusionProof(LABEL))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void withAll_agreesWithTheDefinitionForRandomBatches() {
    Random random = new Random(20_261_124);
    Map<Hash, Hash> values = new HashMap<>();
    List<Hash> labels = new ArrayList<>();
    Trie trie = Trie.EMPTY;
    Map<Trie, Hash> earlier = new HashMap<>();
    for (int round = 0; round < (ENDURANCE ? 200 : 40); round++) {
      Map<Hash, Hash> batch = new HashMap<>();
      for (int i = random.nextInt(12); i >= 0; i--) {
        batch.put(label(random, labels), hash("value " + random.nextInt()));
      }
      labels.addAll(batch.keySet());
      values.putAll(batch);

      trie = trie.withAll(batch);

      NaiveTrie naive = new NaiveTrie(values);
      assertThat(trie.root()).as("round %d", round).isEqualTo(naive.root());
      assertThat(trie.size()).isEqualTo(values.size());
      for (Hash label : batch.keySet()) {
        assertThat(trie.find(label)).hasValue(values.get(label));
        assertThat(trie.inclusionProof(label).path()).isEqualTo(naive.path(label));
      }
      Hash absent = label(random, labels);
      if (!values.containsKey(absent)) {
        assertThat(trie.absenceProof(absent).proves(absent, naive.root())).isTrue();
      }
      earlier.put(trie, naive.root());
    }
    earlier.forEach((snapshot, root) -> assertThat(snapshot.root()).isEqualTo(root));
  }

  /** A label of its own, one that is there, or one that branches off late from one that is. */
  private static Hash label(Random random, List<Hash> labels) {
    int kind = labels.isEmpty() ? 0 : random.nextInt(4);
    if (kind == 0) {
      byte[] bytes = new byte[Hash.SIZE];
      random.nextBytes(bytes);
      return Hash.takeOwnershipOf(bytes);
    }
    Hash label = labels.get(random.nextInt(labels.size()));
    return kind == 1 ? label : Alterations.flip(label, random.nextInt(8 * Hash.SIZE));
  }

  @Test
  void chain_ofEveryBitIsAsDeepAsALabel() {
    Map<Hash, Hash> values = new HashMap<>();
    values.put(LABEL, VALUE);
    for (int bit = 0; bit < 8 * Hash.SIZE; bit++) {
      values.put(Alterations.flip(LABEL, bit), VALUE);
    }

    Trie trie = Trie.EMPTY.withAll(values);

    TrieProof proof = trie.inclusionProof(LABEL);
    assertThat(proof.path()).hasSize(256);
    assertThat(proof.path().get(0).position()).isEqualTo(255);
    assertThat(proof.proves(LABEL, VALUE, trie.root())).isTrue();
    assertThat(trie.root()).isEqualTo(new NaiveTrie(values).root());
  }

  /** A path of logarithmic length, and far less memory than 500 bytes a label. */
  @Test
  void manyLabels_fitInMemory() {
    int labels = ENDURANCE ? 1_000_000 : 50_000;
    long before = usedMemory();
    Trie trie = Trie.EMPTY;
    for (int first = 0; first < labels; first += 10_000) {
      Map<Hash, Hash> batch = new HashMap<>();
      for (int i = first; i < first + 10_000; i++) {
        batch.put(hash("label " + i), VALUE);
      }
      trie = trie.withAll(batch);
    }
    long bytes = usedMemory() - before;

    assertThat(trie.size()).isEqualTo(labels);
    assertThat(bytes / labels).as("bytes a label").isLessThan(300);
    assertThat(trie.inclusionProof(hash("label 7")).path()).hasSizeBetween(8, 60);
  }

  @SuppressWarnings("SystemGC") // what is measured is what is left after it
  private static long usedMemory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
