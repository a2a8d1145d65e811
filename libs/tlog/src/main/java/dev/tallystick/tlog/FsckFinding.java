package dev.tallystick.tlog;

/** What {@link Fsck} found to be wrong with a log. */
public sealed interface FsckFinding {
  /** Returns one line that names the place and the fault. */
  String message();

  /**
   * A tile or an entry bundle is not what it must be.
   *
   * @param tile which one; of level {@link Tile#ENTRIES} for a bundle
   * @param entryIndex the first entry that the wrong part stands for
   * @param reason what is wrong with it
   */
  record WrongTile(Tile tile, long entryIndex, String reason) implements FsckFinding {
    @Override
    public String message() {
      return "%s, from entry %d: %s".formatted(tile.path(), entryIndex, reason);
    }
  }

  /**
   * Bundles and tiles agree, but the checkpoint is not theirs.
   *
   * @param size the number of entries
   * @param rebuilt the root over the entries
   * @param claimed the root in the checkpoint
   */
  record WrongRoot(long size, Hash rebuilt, Hash claimed) implements FsckFinding {
    @Override
    public String message() {
      return "checkpoint of size %d: the root is %s, the entries give %s"
          .formatted(size, claimed.base64(), rebuilt.base64());
    }
  }
}
