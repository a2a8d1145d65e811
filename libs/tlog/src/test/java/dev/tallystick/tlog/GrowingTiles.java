package dev.tallystick.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Tiles in memory that grow by appends, each of which must begin where the tile ends. */
final class GrowingTiles implements TileReader {
  private record Place(int level, long index) {}

  private final Map<Place, List<Hash>> tiles = new HashMap<>();
  private final TreeSet<String> reads = new TreeSet<>();

  /** The tiles of a tree by their definition. */
  static GrowingTiles of(NaiveTree tree, int size) {
    GrowingTiles tiles = new GrowingTiles();
    for (int level = 0; size >> (8 * level) > 0; level++) {
      for (int i = 0; i < size >> (8 * level); i++) {
        tiles.tile(level, i / 256).add(tree.tileHash(level, i));
      }
    }
    return tiles;
  }

  void append(TileAppend append) {
    List<Hash> tile = tile(append.level(), append.index());
    assertThat(append.offset()).as("where %s begins", append).isEqualTo(tile.size());
    tile.addAll(append.hashes());
    assertThat(append.tile().width()).isEqualTo(tile.size());
  }

  private List<Hash> tile(int level, long index) {
    return tiles.computeIfAbsent(new Place(level, index), place -> new ArrayList<>());
  }

  @Override
  public byte[] read(Tile tile) throws IOException {
    reads.add(tile.path());
    List<Hash> hashes = tiles.getOrDefault(new Place(tile.level(), tile.index()), List.of());
    if (hashes.size() < tile.width()) {
      throw new FileNotFoundException(tile.path());
    }
    byte[] bytes = new byte[tile.width() * Hash.SIZE];
    for (int i = 0; i < tile.width(); i++) {
      hashes.get(i).copyTo(bytes, i * Hash.SIZE);
    }
    return bytes;
  }

  /** The paths that have been read since the last call. */
  List<String> takeReads() {
    List<String> taken = List.copyOf(reads);
    reads.clear();
    return taken;
  }

  /** The paths of all tiles. */
  List<String> paths() {
    return tiles.entrySet().stream()
        .map(e -> new Tile(e.getKey().level(), e.getKey().index(), e.getValue().size()).path())
        .sorted()
        .toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GrowingTiles that && tiles.equals(that.tiles);
  }

  @Override
  public int hashCode() {
    return tiles.hashCode();
  }

  @Override
  public String toString() {
    return paths().toString();
  }
}
