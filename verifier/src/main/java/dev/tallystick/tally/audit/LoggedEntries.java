package dev.tallystick.tally.audit;

import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.EntryBundle;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.MalformedEntryBundleException;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TileReader;
import dev.tallystick.tlog.TreeBatch;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;

/**
 * The entries that a log has published, in order, and the root that they give: what openings are
 * compared with.
 */
final class LoggedEntries {
  private static final int BATCH = 1 << 16;

  private final TileReader tiles;
  private final Iterator<Tile> bundles;
  private TreeBatch tree = new TreeBatch(Frontier.EMPTY);
  private Optional<EntryBundle> bundle = Optional.empty();
  private int next;

  /**
   * @param bundles the entry bundles in order, each as the reader is asked for it
   */
  LoggedEntries(TileReader tiles, Iterator<Tile> bundles) {
    this.tiles = tiles;
    this.bundles = bundles;
  }

  /** Returns the next published entry. */
  Hash next() throws IOException, MalformedEntryBundleException {
    if (bundle.isEmpty() || next == bundle.get().size()) {
      Tile tile = bundles.next();
      bundle = Optional.of(EntryBundle.decode(tiles.read(tile), tile.width()));
      next = 0;
    }
    Hash entry = Hash.copyOf(bundle.get().entry(next++));
    if (tree.size() % BATCH == 0) {
      tree = new TreeBatch(tree.frontier());
    }
    tree.add(Merkle.leafHash(entry));
    return entry;
  }

  /** Whether the entries so far are those under the checkpoint. */
  boolean are(Checkpoint checkpoint) {
    return tree.size() == checkpoint.size() && tree.root().equals(checkpoint.root());
  }

  Hash root() {
    return tree.root();
  }
}
