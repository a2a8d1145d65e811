package dev.tallystick.tlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rebuilds a log from its entry bundles and compares every tile, byte by byte, and the root.
 *
 * <p>No finding means that bundles, tiles and checkpoint agree on every entry. It does not mean
 * that the checkpoint is genuine: verify it first. Bundles are read once and in order; memory is
 * one tile for each level.
 */
public final class Fsck {
  private final TileReader reader;
  private final Checkpoint checkpoint;
  private final List<OpenTile> open = new ArrayList<>();

  private Fsck(TileReader reader, Checkpoint checkpoint) {
    this.reader = reader;
    this.checkpoint = checkpoint;
  }

  /**
   * Checks the log of this checkpoint and returns the first thing that is wrong.
   *
   * @throws IOException if a tile cannot be read
   */
  public static Optional<FsckFinding> check(TileReader reader, Checkpoint checkpoint)
      throws IOException {
    return new Fsck(reader, checkpoint).run();
  }

  private Optional<FsckFinding> run() throws IOException {
    for (long first = 0; first < checkpoint.size(); first += Tile.FULL_WIDTH) {
      Optional<FsckFinding> finding = addBundle(first);
      if (finding.isPresent()) {
        return finding;
      }
    }
    for (OpenTile partial : open) {
      Optional<FsckFinding> finding = partial.hashes.isEmpty() ? Optional.empty() : check(partial);
      if (finding.isPresent()) {
        return finding;
      }
    }
    Hash root = root();
    return root.equals(checkpoint.root())
        ? Optional.empty()
        : Optional.of(new FsckFinding.WrongRoot(checkpoint.size(), root, checkpoint.root()));
  }

  private Optional<FsckFinding> addBundle(long first) throws IOException {
    Tile tile = Tile.holding(Tile.ENTRIES, first, checkpoint.size());
    EntryBundle bundle;
    try {
      bundle = EntryBundle.decode(reader.read(tile), tile.width());
    } catch (MalformedEntryBundleException e) {
      return Optional.of(new FsckFinding.WrongTile(tile, first, e.getMessage()));
    }
    Optional<FsckFinding> finding = Optional.empty();
    for (int i = 0; i < bundle.size() && finding.isEmpty(); i++) {
      finding = add(0, bundle.leafHash(i));
    }
    return finding;
  }

  /**
   * Adds a hash to the last tile of its level; a full tile is compared and makes way for the next.
   */
  private Optional<FsckFinding> add(int level, Hash hash) throws IOException {
    if (level == open.size()) {
      open.add(new OpenTile(level));
    }
    OpenTile tile = open.get(level);
    tile.hashes.add(hash);
    if (tile.hashes.size() < Tile.FULL_WIDTH) {
      return Optional.empty();
    }
    Optional<FsckFinding> finding = check(tile);
    if (finding.isPresent()) {
      return finding;
    }
    Hash root = Merkle.root(tile.hashes);
    tile.index++;
    tile.hashes.clear();
    return add(level + 1, root);
  }

  private Optional<FsckFinding> check(OpenTile rebuilt) throws IOException {
    Tile tile = rebuilt.tile();
    byte[] bytes = reader.read(tile);
    if (bytes.length != tile.width() * Hash.SIZE) {
      String reason = "%d bytes, not %d".formatted(bytes.length, tile.width() * Hash.SIZE);
      return Optional.of(new FsckFinding.WrongTile(tile, rebuilt.firstEntry(0), reason));
    }
    for (int i = 0; i < tile.width(); i++) {
      Hash claimed = Hash.copyOf(bytes, i * Hash.SIZE);
      if (!claimed.equals(rebuilt.hashes.get(i))) {
        return Optional.of(difference(rebuilt, i, claimed));
      }
    }
    return Optional.empty();
  }

  /**
   * Says which of two is wrong, if the checkpoint's root can tell: the tile or what is below it.
   */
  private FsckFinding difference(OpenTile rebuilt, int i, Hash claimed) throws IOException {
    Tile tile = rebuilt.tile();
    long entry = rebuilt.firstEntry(i);
    if (tile.level() > 0) {
      String reason = "hash %d is not the root of %s".formatted(i, rebuilt.below(i).path());
      return new FsckFinding.WrongTile(tile, entry, reason);
    }
    InclusionProof proof = new TileTree(reader, checkpoint.size()).inclusionProof(entry);
    if (proof.proves(claimed, checkpoint)) {
      Tile bundle = Tile.holding(Tile.ENTRIES, entry, checkpoint.size());
      return new FsckFinding.WrongTile(
          bundle, entry, "entry %d is not the one that is under the root".formatted(i));
    }
    boolean isEntryProved = proof.proves(rebuilt.hashes.get(i), checkpoint);
    String reason =
        isEntryProved
            ? "hash %d is not that of its entry"
            : "hash %d is not that of its entry, and neither is under the root";
    return new FsckFinding.WrongTile(tile, entry, reason.formatted(i));
  }

  /** Returns the root over all that has been added, from the partial tiles alone. */
  private Hash root() {
    List<Hash> hashes = List.of();
    for (OpenTile tile : open) {
      // What the level below has left over is the incomplete subtree at the right of this one.
      List<Hash> joined = new ArrayList<>(tile.hashes);
      if (!hashes.isEmpty()) {
        joined.add(Merkle.root(hashes));
      }
      hashes = joined;
    }
    return Merkle.root(hashes);
  }

  /** The last tile of a level, as far as it has been rebuilt. */
  private static final class OpenTile {
    final int level;
    final List<Hash> hashes = new ArrayList<>(Tile.FULL_WIDTH);
    long index;

    OpenTile(int level) {
      this.level = level;
    }

    Tile tile() {
      return new Tile(level, index, hashes.size());
    }

    /** Returns the first entry that hash number i stands for. */
    long firstEntry(int i) {
      return (index * Tile.FULL_WIDTH + i) << (level * Tile.HEIGHT);
    }

    /** Returns the full tile whose root is hash number i. */
    Tile below(int i) {
      return new Tile(level - 1, index * Tile.FULL_WIDTH + i, Tile.FULL_WIDTH);
    }
  }
}
