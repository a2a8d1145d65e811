package dev.tallystick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeBatchTest {
  @Test
  void batch_ofEverySmallSizeKeepsToTheDefinition() {
    NaiveTree tree = new NaiveTree(140);
    for (int base = 0; base <= 70; base++) {
      for (int added = 0; added <= 70; added++) {
        check(tree, base, added);
      }
    }
  }

  @Test
  void batch_aroundATileKeepsToTheDefinition() {
    NaiveTree tree = new NaiveTree(1100);
    int[] sizes = {0, 1, 2, 254, 255, 256, 257, 258, 511, 512, 513};
    for (int base : sizes) {
      for (int added : sizes) {
        check(tree, base, added);
      }
    }
  }

  @Test
  void batch_aroundATileOfTheSecondLevelKeepsToTheDefinition() {
    NaiveTree tree = new NaiveTree(66_100);
    int[] bases = {65_279, 65_280, 65_281, 65_534, 65_535, 65_536, 65_537};
    for (int base : bases) {
      for (int added : new int[] {0, 1, 2, 3, 255, 256, 257, 513}) {
        check(tree, base, added);
      }
    }
    for (int base : new int[] {0, 1, 255, 256, 257}) {
      check(tree, base, 65_535 - base);
      check(tree, base, 65_536 - base);
      check(tree, base, 65_537 - base);
    }
  }

  @Test
  void newTileHashes_ofSize70000AreThoseOfTheSpecification() {
    TreeBatch batch = new TreeBatch(Frontier.EMPTY);
    NaiveTree tree = new NaiveTree(70_000);
    tree.leaves(0, 70_000).forEach(batch::add);

    List<Tile> tiles = batch.newTileHashes().stream().map(TileAppend::tile).toList();

    assertThat(tiles.stream().filter(tile -> tile.level() == 0 && !tile.isPartial())).hasSize(273);
    assertThat(tiles.subList(273, tiles.size()))
        .extracting(Tile::path)
        .containsExactly("tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1");
  }

  @Test
  void root_isRightAfterEachEntry() {
    NaiveTree tree = new NaiveTree(300);
    TreeBatch batch = new TreeBatch(Frontier.EMPTY);
    for (int i = 0; i < 300; i++) {
      assertThat(batch.root()).as("size %d", i).isEqualTo(tree.root(i));
      assertThat(batch.add(tree.leaf(i))).isEqualTo(i);
    }
  }

  @Test
  void inclusionProof_ofAnEntryBeforeOrAfterTheBatchIsRefused() {
    NaiveTree tree = new NaiveTree(5);
    TreeBatch batch = new TreeBatch(Frontier.of(3, tree.frontier(3)));
    batch.add(tree.leaf(3));

    for (long index : new long[] {-1, 2, 4}) {
      assertThatThrownBy(() -> batch.inclusionProof(index))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("entry %d is not in the batch from 3 to 4".formatted(index));
    }
  }

  @Test
  void add_growsATreeOfAlmostTheLargestSize() {
    NaiveTree tree = new NaiveTree(63);
    Frontier base = Frontier.of(Long.MAX_VALUE - 1, tree.leaves(0, 62));
    TreeBatch batch = new TreeBatch(base);

    long index = batch.add(tree.leaf(62));

    assertThat(batch.frontier()).isEqualTo(base.append(tree.leaf(62)));
    assertThat(batch.root()).isEqualTo(batch.frontier().root());
    assertThat(batch.inclusionProof(index).proves(tree.leaf(62), batch.size(), batch.root()))
        .isTrue();
    assertThatThrownBy(() -> batch.add(tree.leaf(0))).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void tileAppend_refusesWhatDoesNotFitIntoATile() {
    Hash hash = new NaiveTree(1).leaf(0);

    assertThat(new TileAppend(0, 0, 255, List.of(hash)).tile()).isEqualTo(new Tile(0, 0, 256));
    assertThatThrownBy(() -> new TileAppend(0, 0, 256, List.of(hash)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a tile has no room for 1 hashes after 256");
    for (TileAppendArguments wrong :
        List.of(
            new TileAppendArguments(-1, 0, 0, List.of(hash)),
            new TileAppendArguments(0, -1, 0, List.of(hash)),
            new TileAppendArguments(0, 0, -1, List.of(hash)),
            new TileAppendArguments(0, 0, 0, List.of()))) {
      assertThatThrownBy(
              () -> new TileAppend(wrong.level(), wrong.index(), wrong.offset(), wrong.hashes()))
          .as("%s", wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("not an append to a tile");
    }
  }

  private record TileAppendArguments(int level, long index, int offset, List<Hash> hashes) {}

  private static void check(NaiveTree tree, int base, int added) {
    int size = base + added;
    TreeBatch batch = new TreeBatch(Frontier.of(base, tree.frontier(base)));
    tree.leaves(base, size).forEach(batch::add);

    assertThat(batch.size()).isEqualTo(size);
    assertThat(batch.root()).as("root, %d + %d", base, added).isEqualTo(tree.root(size));
    assertThat(batch.frontier())
        .as("frontier, %d + %d", base, added)
        .isEqualTo(Frontier.of(size, tree.frontier(size)));
    checkProofs(tree, batch, base, size);
    checkTiles(tree, batch, base, size);
  }

  private static void checkProofs(NaiveTree tree, TreeBatch batch, int base, int size) {
    // Of a large batch every proof at the ends and every 97th between.
    IntStream indexes =
        IntStream.range(base, size)
            .filter(i -> size - base <= 600 || i < base + 9 || i >= size - 300 || i % 97 == 0);
    indexes.forEach(
        index ->
            assertThat(batch.inclusionProof(index))
                .as("entry %d, %d to %d", index, base, size)
                .isEqualTo(new InclusionProof(index, tree.path(index, 0, size))));
  }

  private static void checkTiles(NaiveTree tree, TreeBatch batch, int base, int size) {
    GrowingTiles tiles = GrowingTiles.of(tree, base);
    batch.newTileHashes().forEach(tiles::append);
    assertThat(tiles).as("tiles, %d to %d", base, size).isEqualTo(GrowingTiles.of(tree, size));
  }
}
