package dev.tallystick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TileTreeTest {
  private static final int LARGE = 70_000;

  @Test
  void tree_ofEverySmallSizeKeepsToTheDefinition() throws Exception {
    NaiveTree tree = new NaiveTree(70);
    GrowingTiles tiles = GrowingTiles.of(tree, 70);
    for (int size = 0; size <= 70; size++) {
      TileTree read = new TileTree(tiles, size);
      assertThat(read.root()).as("size %d", size).isEqualTo(tree.root(size));
      assertThat(read.frontier()).isEqualTo(Frontier.of(size, tree.frontier(size)));
      for (int i = 0; i < size; i++) {
        assertThat(read.leafHash(i)).isEqualTo(tree.leaf(i));
        assertThat(read.inclusionProof(i))
            .as("entry %d of %d", i, size)
            .isEqualTo(new InclusionProof(i, tree.path(i, 0, size)));
        assertThat(read.consistencyProof(i + 1))
            .as("%d to %d", i + 1, size)
            .isEqualTo(new ConsistencyProof(i + 1, tree.proof(i + 1, size)));
      }
    }
  }

  @Test
  void tree_ofSeveralLevelsKeepsToTheDefinition() throws Exception {
    NaiveTree tree = new NaiveTree(LARGE);
    GrowingTiles tiles = GrowingTiles.of(tree, LARGE);
    int[] sizes = {255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 65_793, LARGE};
    for (int size : sizes) {
      TileTree read = new TileTree(tiles, size);
      assertThat(read.root()).as("size %d", size).isEqualTo(tree.root(size));
      assertThat(read.frontier()).isEqualTo(Frontier.of(size, tree.frontier(size)));
      for (int i : new int[] {0, 1, 254, 255, 256, 257, 511, 65_534, 65_535, 65_536, size - 1}) {
        if (i < size) {
          assertThat(read.leafHash(i)).isEqualTo(tree.leaf(i));
          assertThat(read.inclusionProof(i))
              .as("entry %d of %d", i, size)
              .isEqualTo(new InclusionProof(i, tree.path(i, 0, size)));
          assertThat(read.consistencyProof(i + 1))
              .as("%d to %d", i + 1, size)
              .isEqualTo(new ConsistencyProof(i + 1, tree.proof(i + 1, size)));
        }
      }
    }
  }

  @Test
  void proofsTogether_areThoseOneByOneFromTheTilesNamed() throws Exception {
    GrowingTiles tiles = GrowingTiles.of(new NaiveTree(LARGE), LARGE);
    List<Long> indexes = List.of(69_999L, 0L, 300L, 300L, 65_536L, 511L);
    for (int size : new int[] {69_999 + 1, 69_999}) {
      TileTree read = new TileTree(tiles, size);
      List<Long> asked = indexes.stream().filter(index -> index < size).toList();
      List<InclusionProof> expected = new ArrayList<>();
      for (long index : asked) {
        expected.add(read.inclusionProof(index));
      }
      tiles.takeReads();

      assertThat(read.inclusionProofs(asked)).isEqualTo(expected);
      assertThat(tiles.takeReads())
          .containsExactlyInAnyOrderElementsOf(
              read.tilesOf(asked).stream().map(Tile::path).toList());
      assertThatThrownBy(() -> read.tilesOf(List.of((long) size)))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void tree_readsOnlyTheTilesThatItNeeds() throws Exception {
    GrowingTiles tiles = GrowingTiles.of(new NaiveTree(LARGE), LARGE);
    TileTree read = new TileTree(tiles, LARGE);

    read.root();
    assertThat(tiles.takeReads())
        .containsExactly("tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1");
    read.frontier();
    assertThat(tiles.takeReads())
        .containsExactly("tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1");
    read.leafHash(300);
    assertThat(tiles.takeReads()).containsExactly("tile/0/001");
    read.inclusionProof(300);
    assertThat(tiles.takeReads())
        .containsExactly("tile/0/001", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17");
    read.consistencyProof(300);
    assertThat(tiles.takeReads())
        .containsExactly("tile/0/001", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17");
    read.consistencyProof(65_536);
    assertThat(tiles.takeReads()).containsExactly("tile/0/273.p/112", "tile/1/001.p/17");
    read.consistencyProof(LARGE);
    assertThat(tiles.takeReads()).isEmpty();
  }

  @Test
  void paths_ofSize70000AreThoseOfTheSpecification() {
    assertThat(GrowingTiles.of(new NaiveTree(LARGE), LARGE).paths())
        .hasSize(273 + 4)
        .contains("tile/0/000", "tile/0/272")
        .endsWith("tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1");
  }

  @Test
  void tree_growsFromItsTiles() throws Exception {
    NaiveTree tree = new NaiveTree(600);
    TreeBatch batch = new TreeBatch(new TileTree(GrowingTiles.of(tree, 300), 300).frontier());

    tree.leaves(300, 600).forEach(batch::add);

    assertThat(batch.root()).isEqualTo(tree.root(600));
  }

  @Test
  void tree_refusesATileOfAnotherLength() {
    GrowingTiles tiles = GrowingTiles.of(new NaiveTree(300), 300);
    for (int difference : new int[] {-32, -1, 1, 32}) {
      TileReader wrong =
          tile -> {
            byte[] bytes = tiles.read(tile);
            return Arrays.copyOf(bytes, bytes.length + difference);
          };
      assertThatThrownBy(() -> new TileTree(wrong, 300).root())
          .isInstanceOf(IOException.class)
          .hasMessage("tile/1/000.p/1 has %d bytes, not 32".formatted(32 + difference));
    }
  }

  @Test
  void tree_refusesWhatItDoesNotHave() {
    TileTree tree = new TileTree(GrowingTiles.of(new NaiveTree(5), 5), 5);

    assertThatThrownBy(() -> tree.leafHash(5))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("entry 5 is not in a tree of size 5");
    assertThatThrownBy(() -> tree.inclusionProof(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tree.consistencyProof(6))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("no proof from size 6 to size 5");
    assertThatThrownBy(() -> new TileTree(t -> new byte[0], -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
