package dev.tallystick.audit.storage;

import dev.tallystick.tlog.EntryBundle;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TileAppend;
import dev.tallystick.tlog.TreeBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * What a batch adds to each tile and entry bundle that it touches. Tiles only grow at their end, so
 * the database appends and the width before and after is checked: a tile that is not as wide as the
 * tree says stops the batch.
 */
record TileGrowth(List<Piece> pieces) {
  /** Bytes to append to one tile, which has {@code lengthAfter} bytes then. */
  static final class Piece {
    final int level;
    final long n;
    final byte[] bytes;
    final int lengthAfter;

    Piece(int level, long n, byte[] bytes, int lengthAfter) {
      this.level = level;
      this.n = n;
      this.bytes = bytes;
      this.lengthAfter = lengthAfter;
    }
  }

  static TileGrowth of(long sizeBefore, TreeBatch tree, List<StoredEntry> rows) {
    List<Piece> pieces = new ArrayList<>();
    for (TileAppend append : tree.newTileHashes()) {
      byte[] bytes = concat(append.hashes());
      pieces.add(
          new Piece(
              append.level(), append.index(), bytes, append.offset() * Hash.SIZE + bytes.length));
    }
    addBundles(sizeBefore, rows, pieces);
    return new TileGrowth(List.copyOf(pieces));
  }

  private static void addBundles(long sizeBefore, List<StoredEntry> rows, List<Piece> pieces) {
    int at = 0;
    while (at < rows.size()) {
      long first = sizeBefore + at;
      int offset = (int) (first % Tile.FULL_WIDTH);
      int count = Math.min(Tile.FULL_WIDTH - offset, rows.size() - at);
      byte[] bytes =
          EntryBundle.encodeHashes(
              rows.subList(at, at + count).stream().map(StoredEntry::entry).toList());
      int entryLength = bytes.length / count;
      pieces.add(
          new Piece(Tile.ENTRIES, first / Tile.FULL_WIDTH, bytes, (offset + count) * entryLength));
      at += count;
    }
  }

  private static byte[] concat(List<Hash> hashes) {
    byte[] bytes = new byte[hashes.size() * Hash.SIZE];
    for (int i = 0; i < hashes.size(); i++) {
      hashes.get(i).copyTo(bytes, i * Hash.SIZE);
    }
    return bytes;
  }
}
