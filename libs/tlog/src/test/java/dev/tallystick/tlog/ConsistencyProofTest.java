package dev.tallystick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsistencyProofTest {
  private static final int MAX_SIZE = 70;
  private static final int MAX_CLAIM = MAX_SIZE + 3;

  private final NaiveTree tree = new NaiveTree(MAX_CLAIM);

  @Test
  void proves_thatATreeExtendsEachEarlierOne() {
    for (int size = 1; size <= MAX_SIZE; size++) {
      for (int old = 1; old <= size; old++) {
        assertThat(proof(old, size).proves(tree.root(old), size, tree.root(size)))
            .as("%d to %d", old, size)
            .isTrue();
      }
    }
  }

  @Test
  void proves_noOtherOldSizeWithItsRoot() {
    for (int size = 1; size <= MAX_SIZE; size++) {
      for (int old = 1; old <= size; old++) {
        List<Hash> path = tree.proof(old, size);
        for (int claimed = 0; claimed <= MAX_CLAIM; claimed++) {
          assertThat(
                  new ConsistencyProof(claimed, path)
                      .proves(tree.root(claimed), size, tree.root(size)))
              .as("%d to %d, old claimed as %d", old, size, claimed)
              .isEqualTo(claimed == old);
        }
      }
    }
  }

  @Test
  void proves_noOtherNewSizeWithItsRoot() {
    for (int size = 1; size <= MAX_SIZE; size++) {
      for (int old = 1; old <= size; old++) {
        ConsistencyProof proof = proof(old, size);
        for (int claimed = 0; claimed <= MAX_CLAIM; claimed++) {
          assertThat(proof.proves(tree.root(old), claimed, tree.root(claimed)))
              .as("%d to %d, new claimed as %d", old, size, claimed)
              .isEqualTo(claimed == size);
        }
      }
    }
  }

  @Test
  void proves_noOtherRoot() {
    for (int size = 1; size <= MAX_SIZE; size++) {
      for (int old = 1; old <= size; old++) {
        ConsistencyProof proof = proof(old, size);
        for (int other = 0; other <= MAX_CLAIM; other++) {
          assertThat(proof.proves(tree.root(other), size, tree.root(size)))
              .as("%d to %d, old root of %d", old, size, other)
              .isEqualTo(other == old);
          assertThat(proof.proves(tree.root(old), size, tree.root(other)))
              .as("%d to %d, new root of %d", old, size, other)
              .isEqualTo(other == size);
        }
      }
    }
  }

  @Test
  void proves_falseSizesOfTheSameRootsAsTheDefinitionDoes() {
    int maxSize = 24;
    for (int size = 1; size <= maxSize; size++) {
      for (int old = 1; old <= size; old++) {
        List<Hash> path = tree.proof(old, size);
        List<Hash> roots = List.of(tree.root(old), tree.root(size));
        for (int claimedOld = 0; claimedOld <= maxSize + 1; claimedOld++) {
          for (int claimed = 0; claimed <= maxSize + 1; claimed++) {
            boolean expected =
                NaiveTree.rootsOf(claimedOld, claimed, true, roots.get(0), path).stream()
                    .anyMatch(roots::equals);
            assertThat(
                    new ConsistencyProof(claimedOld, path)
                        .proves(roots.get(0), claimed, roots.get(1)))
                .as("%d to %d, claimed as %d to %d", old, size, claimedOld, claimed)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void proves_nothingWhenAnyBitOfThePathIsAltered() {
    for (int size = 1; size <= MAX_SIZE; size++) {
      for (int old = 1; old <= size; old++) {
        for (List<Hash> altered : Alterations.everyBit(tree.proof(old, size))) {
          assertThat(
                  new ConsistencyProof(old, altered).proves(tree.root(old), size, tree.root(size)))
              .as("%d to %d", old, size)
              .isFalse();
        }
      }
    }
  }

  @Test
  void proves_nothingWhenThePathIsLongerOrShorter() {
    for (int size = 1; size <= MAX_SIZE; size++) {
      for (int old = 1; old <= size; old++) {
        for (List<Hash> altered :
            Alterations.everyLength(tree.proof(old, size), tree.root(old), tree.root(size))) {
          assertThat(
                  new ConsistencyProof(old, altered).proves(tree.root(old), size, tree.root(size)))
              .as("%d to %d with a path of %d", old, size, altered.size())
              .isFalse();
        }
      }
    }
  }

  @Test
  void proves_nothingFromSizeZero() {
    ConsistencyProof empty = new ConsistencyProof(0, List.of());

    assertThat(empty.proves(Merkle.EMPTY_ROOT, 0, Merkle.EMPTY_ROOT)).isFalse();
    assertThat(empty.proves(Merkle.EMPTY_ROOT, 1, tree.root(1))).isFalse();
  }

  @Test
  void proves_betweenCheckpointsOfOneLogOnly() {
    Checkpoint old = new Checkpoint("log.example/a", 3, tree.root(3));
    Checkpoint extended = new Checkpoint("log.example/a", 7, tree.root(7));
    ConsistencyProof proof = proof(3, 7);

    assertThat(proof.proves(old, extended)).isTrue();
    assertThat(proof.proves(new Checkpoint("log.example/b", 3, old.root()), extended)).isFalse();
    assertThat(proof.proves(new Checkpoint("log.example/a", 2, old.root()), extended)).isFalse();
    assertThat(proof.proves(extended, old)).isFalse();
  }

  @Test
  void constructor_refusesWhatIsNoProof() {
    assertThatThrownBy(() -> new ConsistencyProof(-1, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("negative tree size -1");
    assertThatThrownBy(() -> new ConsistencyProof(1, Collections.nCopies(65, tree.leaf(0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no tree needs a path of 65");
  }

  private ConsistencyProof proof(int old, int size) {
    return new ConsistencyProof(old, tree.proof(old, size));
  }
}
