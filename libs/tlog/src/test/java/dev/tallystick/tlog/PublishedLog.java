package dev.tallystick.tlog;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The public files of a log by their paths, so that a test can alter any byte. */
final class PublishedLog implements TileReader {
  private final Map<Tile, byte[]> files = new LinkedHashMap<>();
  final Checkpoint checkpoint;

  PublishedLog(NaiveTree tree, int size) throws IOException {
    GrowingTiles hashes = GrowingTiles.of(tree, size);
    for (int level = 0; size >> (8 * level) > 0; level++) {
      for (int i = 0; i < size >> (8 * level); i += Tile.FULL_WIDTH) {
        Tile tile = Tile.holding(level, i, size);
        files.put(tile, hashes.read(tile));
      }
    }
    for (int i = 0; i < size; i += Tile.FULL_WIDTH) {
      int end = Math.min(size, i + Tile.FULL_WIDTH);
      files.put(
          Tile.holding(Tile.ENTRIES, i, size),
          EntryBundle.encode(IntStream.range(i, end).mapToObj(NaiveTree::entry).toList()));
    }
    checkpoint = new Checkpoint("stick.example/log", size, tree.root(size));
  }

  Map<Tile, byte[]> files() {
    return files;
  }

  /** This log with other bytes in one file. */
  TileReader with(Tile altered, byte[] bytes) {
    return tile -> tile.equals(altered) ? bytes : read(tile);
  }

  @Override
  public byte[] read(Tile tile) throws IOException {
    byte[] bytes = files.get(tile);
    if (bytes == null) {
      throw new FileNotFoundException(tile.path());
    }
    return Arrays.copyOf(bytes, bytes.length);
  }
}
