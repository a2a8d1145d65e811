package dev.tallystick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class InclusionProofTest {
  private static final int MAX_SIZE = 70;

  private final NaiveTree tree = new NaiveTree(MAX_SIZE + 3);

  @Test
  void proves_exactlyTheRightIndex() {
    for (int size = 1; size <= MAX_SIZE; size++) {
      Checkpoint checkpoint = new Checkpoint("log.example/t", size, tree.root(size));
      for (int index = 0; index < size; index++) {
        List<Hash> path = tree.path(index, 0, size);
        for (int claimed = 0; claimed <= 2 * MAX_SIZE; claimed++) {
          assertThat(new InclusionProof(claimed, path).proves(tree.leaf(index), checkpoint))
              .as("entry %d of %d, claimed as %d", index, size, claimed)
              .isEqualTo(claimed == index);
        }
      }
    }
  }

  @Test
  void proves_exactlyTheRightSizeAndRoot() {
    for (int size = 1; size <= MAX_SIZE; size++) {
      for (int index = 0; index < size; index++) {
        InclusionProof proof = new InclusionProof(index, tree.path(index, 0, size));
        for (int claimed = 0; claimed <= MAX_SIZE + 3; claimed++) {
          assertThat(proof.proves(tree.leaf(index), claimed, tree.root(claimed)))
              .as("entry %d of %d, in the tree of %d", index, size, claimed)
              .isEqualTo(claimed == size);
        }
      }
    }
  }

  @Test
  void proves_aFalseSizeOfOneRootAsTheDefinitionDoes() {
    for (int size = 1; size <= MAX_SIZE; size++) {
      Hash root = tree.root(size);
      for (int index = 0; index < size; index++) {
        List<Hash> path = tree.path(index, 0, size);
        for (int claimed = 0; claimed <= MAX_SIZE + 3; claimed++) {
          boolean expected =
              NaiveTree.rootOf(index, claimed, tree.leaf(index), path).stream()
                  .anyMatch(root::equals);
          assertThat(new InclusionProof(index, path).proves(tree.leaf(index), claimed, root))
              .as("entry %d of %d, size claimed as %d", index, size, claimed)
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void proves_aFalseIndexAndSizeOfOneRootAsTheDefinitionDoes() {
    int maxSize = 24;
    for (int size = 1; size <= maxSize; size++) {
      Hash root = tree.root(size);
      for (int index = 0; index < size; index++) {
        Hash leaf = tree.leaf(index);
        List<Hash> path = tree.path(index, 0, size);
        for (int claimedIndex = 0; claimedIndex <= maxSize; claimedIndex++) {
          for (int claimed = 0; claimed <= maxSize + 1; claimed++) {
            boolean expected =
                NaiveTree.rootOf(claimedIndex, claimed, leaf, path).stream().anyMatch(root::equals);
            assertThat(new InclusionProof(claimedIndex, path).proves(leaf, claimed, root))
                .as("entry %d of %d, claimed as %d of %d", index, size, claimedIndex, claimed)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void proves_onlyItsOwnLeaf() {
    for (int size = 1; size <= MAX_SIZE; size++) {
      for (int index = 0; index < size; index++) {
        InclusionProof proof = new InclusionProof(index, tree.path(index, 0, size));
        for (int other = 0; other < MAX_SIZE; other++) {
          assertThat(proof.proves(tree.leaf(other), size, tree.root(size)))
              .as("entry %d of %d with leaf %d", index, size, other)
              .isEqualTo(other == index);
        }
      }
    }
  }

  @Test
  void proves_nothingWhenAnyBitOfThePathIsAltered() {
    for (int size = 1; size <= MAX_SIZE; size++) {
      Hash root = tree.root(size);
      for (int index = 0; index < size; index++) {
        for (List<Hash> altered : Alterations.everyBit(tree.path(index, 0, size))) {
          assertThat(new InclusionProof(index, altered).proves(tree.leaf(index), size, root))
              .as("entry %d of %d", index, size)
              .isFalse();
        }
      }
    }
  }

  @Test
  void proves_nothingWhenThePathIsLongerOrShorter() {
    for (int size = 1; size <= MAX_SIZE; size++) {
      Hash root = tree.root(size);
      for (int index = 0; index < size; index++) {
        Hash leaf = tree.leaf(index);
        for (List<Hash> altered :
            Alterations.everyLength(tree.path(index, 0, size), leaf, root, Merkle.EMPTY_ROOT)) {
          assertThat(new InclusionProof(index, altered).proves(leaf, size, root))
              .as("entry %d of %d with a path of %d", index, size, altered.size())
              .isFalse();
        }
      }
    }
  }

  @Test
  void proves_inTheLargestTreeThatThereCanBe() {
    long size = Long.MAX_VALUE;
    List<Hash> path = Collections.nCopies(InclusionProof.MAX_PATH, tree.leaf(1));

    for (long index : new long[] {0, 1, size / 2, size - 2, size - 1}) {
      List<Hash> fitting = index == size - 1 ? path.subList(0, 62) : path;
      Hash root = NaiveTree.rootOf(index, size, tree.leaf(0), fitting).orElseThrow();
      assertThat(new InclusionProof(index, fitting).proves(tree.leaf(0), size, root))
          .as("entry %d", index)
          .isTrue();
    }
    assertThat(new InclusionProof(size, path).proves(tree.leaf(0), size, tree.root(1))).isFalse();
  }

  @Test
  void constructor_refusesWhatIsNoProof() {
    assertThatThrownBy(() -> new InclusionProof(-1, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("negative index -1");
    assertThatThrownBy(() -> new InclusionProof(0, Collections.nCopies(64, tree.leaf(0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no tree needs a path of 64");
  }
}
