package dev.tallystick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MerkleTest {
  private static final int MAX_SIZE = 70;

  private final NaiveTree tree = new NaiveTree(MAX_SIZE);

  @Test
  void emptyRoot_isTheHashOfNothing() {
    assertThat(Merkle.EMPTY_ROOT.hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void leafHash_isTheSameForAHashAndItsBytes() {
    Hash entry = Hash.sha256(new byte[] {7});

    assertThat(Merkle.leafHash(entry)).isEqualTo(Merkle.leafHash(entry.toByteArray()));
    assertThat(Merkle.leafHash(NaiveTree.entry(3))).isEqualTo(tree.leaf(3));
  }

  @Test
  void nodeHash_isNeitherALeafHashNorSymmetric() {
    Hash a = Hash.sha256(new byte[] {1});
    Hash b = Hash.sha256(new byte[] {2});

    assertThat(Merkle.nodeHash(a, b)).isNotEqualTo(Merkle.nodeHash(b, a));
    assertThat(Merkle.nodeHash(a, b))
        .isEqualTo(Hash.sha256(new byte[] {1}, a.toByteArray(), b.toByteArray()));
  }

  @Test
  void root_isTheDefinition() {
    for (int size = 0; size <= MAX_SIZE; size++) {
      assertThat(Merkle.root(tree.leaves(0, size))).as("size %d", size).isEqualTo(tree.root(size));
    }
  }

  @Test
  void inclusionProof_isTheDefinition() {
    for (int size = 1; size <= MAX_SIZE; size++) {
      for (int index = 0; index < size; index++) {
        assertThat(Merkle.inclusionProof(index, tree.leaves(0, size)))
            .as("entry %d of %d", index, size)
            .isEqualTo(new InclusionProof(index, tree.path(index, 0, size)));
      }
    }
  }

  @Test
  void consistencyProof_isTheDefinition() {
    for (int size = 1; size <= MAX_SIZE; size++) {
      for (int old = 1; old <= size; old++) {
        assertThat(Merkle.consistencyProof(old, tree.leaves(0, size)))
            .as("%d to %d", old, size)
            .isEqualTo(new ConsistencyProof(old, tree.proof(old, size)));
      }
    }
  }

  @Test
  void proofs_ofWhatIsNotThereAreRefused() {
    assertThatThrownBy(() -> Merkle.inclusionProof(3, tree.leaves(0, 3)))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("entry 3 is not in a tree of size 3");
    assertThatThrownBy(() -> Merkle.inclusionProof(-1, tree.leaves(0, 3)))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Merkle.consistencyProof(0, tree.leaves(0, 3)))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("no proof from size 0 to size 3");
    assertThatThrownBy(() -> Merkle.consistencyProof(4, tree.leaves(0, 3)))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
