package dev.tallystick.audit.acknowledgement;

import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.TileRepository;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import dev.tallystick.party.SeenCheckpoint;
import dev.tallystick.tlog.TileTree;
import java.io.IOException;

/**
 * Says whether this log was ever what somebody has seen: the root at that size is computed anew
 * from the stored tiles, O(log n) of them. Blocks on the database; thread-safe.
 */
public final class LoggedHistory {
  private final LogStateRepository states;
  private final TileRepository tiles;
  private final WitnessedCheckpoints witnessed;

  /** Computes from the service's own tables. */
  public LoggedHistory(
      LogStateRepository states, TileRepository tiles, WitnessedCheckpoints witnessed) {
    this.states = states;
    this.tiles = tiles;
    this.witnessed = witnessed;
  }

  /**
   * Whether the log's witnesses have vouched for what was seen: they have cosigned it, or a larger
   * tree, of which it is the beginning. True of a log whose policy asks for no witness.
   */
  boolean isWitnessed(SeenCheckpoint seen) {
    return witnessed.cover(seen.size());
  }

  boolean had(SeenCheckpoint seen) {
    long size = states.find().map(LogState::size).orElse(0L);
    if (seen.size() > size) {
      return false;
    }
    try {
      return new TileTree(tiles, seen.size()).root().equals(seen.root());
    } catch (IOException e) {
      throw new LogStoreException("a stored tile is missing", e);
    }
  }
}
