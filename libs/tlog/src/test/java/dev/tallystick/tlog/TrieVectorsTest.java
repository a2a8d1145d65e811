package dev.tallystick.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrieVectorsTest {
  private final TrieVectors vectors = TrieVectors.read();

  @Test
  void roots_areThoseOfTheFile() {
    Trie trie = Trie.EMPTY;
    assertThat(vectors.labels()).hasSize(12);
    for (int i = 0; i < vectors.labels().size(); i++) {
      Hash label = vectors.labels().get(i);
      trie = trie.with(label, vectors.value(label));

      assertThat(trie.root()).as("after label %d", i).isEqualTo(vectors.roots().get(i));
    }
    assertThat(trie).isEqualTo(vectors.trie());
  }

  @Test
  void proofs_areThoseOfTheFile() throws Exception {
    Trie trie = vectors.trie();
    assertThat(vectors.inclusions()).hasSameSizeAs(vectors.labels());
    for (int i = 0; i < vectors.labels().size(); i++) {
      Hash label = vectors.labels().get(i);
      byte[] bytes = vectors.inclusions().get(i);

      assertThat(trie.inclusionProof(label).toByteArray()).isEqualTo(bytes);
      assertThat(TrieProof.parse(bytes).proves(label, vectors.value(label), trie.root())).isTrue();
    }
    assertThat(vectors.absent()).hasSize(6);
    for (int i = 0; i < vectors.absent().size(); i++) {
      Hash label = vectors.absent().get(i);
      byte[] bytes = vectors.absences().get(i);

      assertThat(trie.absenceProof(label).toByteArray()).isEqualTo(bytes);
      assertThat(AbsenceProof.parse(bytes).proves(label, trie.root())).isTrue();
    }
  }
}
