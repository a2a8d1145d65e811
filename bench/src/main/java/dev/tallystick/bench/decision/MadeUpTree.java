package dev.tallystick.bench.decision;

import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TreeBatch;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The tree of a log of any size whose made-up entries all have one leaf hash, so that every
 * complete subtree of a height has one root; what is really appended comes behind them. Proofs and
 * tiles hold as those of a tree of so many different entries would. Thread-safe.
 */
final class MadeUpTree {
  private static final int LEVEL = 8;

  private final long madeUp;
  private final List<Hash> byHeight = new ArrayList<>();
  private final List<Hash> tail = new ArrayList<>();

  MadeUpTree(long madeUp) {
    this.madeUp = madeUp;
    byHeight.add(Merkle.leafHash(new byte[] {1}));
    while (byHeight.size() < Long.SIZE - 1) {
      Hash below = byHeight.get(byHeight.size() - 1);
      byHeight.add(Merkle.nodeHash(below, below));
    }
  }

  synchronized long size() {
    return madeUp + tail.size();
  }

  synchronized long add(Hash leaf) {
    tail.add(leaf);
    return madeUp + tail.size() - 1;
  }

  synchronized Hash root() {
    return batch().root();
  }

  synchronized InclusionProof inclusionProof(long index) {
    return batch().inclusionProof(index);
  }

  private TreeBatch batch() {
    List<Hash> peaks = new ArrayList<>();
    for (long rest = madeUp; rest != 0; rest -= Long.highestOneBit(rest)) {
      peaks.add(byHeight.get(Long.numberOfTrailingZeros(Long.highestOneBit(rest))));
    }
    TreeBatch batch = new TreeBatch(Frontier.of(madeUp, peaks));
    tail.forEach(batch::add);
    return batch;
  }

  /** The hashes of a tile, as far as there are any. */
  synchronized byte[] tile(Tile tile) {
    int height = LEVEL * tile.level();
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    for (int i = 0; i < tile.width(); i++) {
      long from = (tile.index() * Tile.FULL_WIDTH + i) << height;
      if (from + (1L << height) <= madeUp + tail.size()) {
        hashes.writeBytes(root(from, height).toByteArray());
      }
    }
    return hashes.toByteArray();
  }

  private Hash root(long from, int height) {
    if (from + (1L << height) <= madeUp) {
      return byHeight.get(height);
    }
    return height == 0
        ? tail.get((int) (from - madeUp))
        : Merkle.nodeHash(root(from, height - 1), root(from + (1L << (height - 1)), height - 1));
  }
}
