package dev.tallystick.audit.cosigning;

import dev.tallystick.audit.key.CheckpointSigner;
import dev.tallystick.audit.storage.LogHead;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.TileRepository;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TileTree;
import java.util.Optional;

/** What witnesses are shown of the log: committed states alone. Thread-safe. */
public final class CommittedLog {
  private final LogStateRepository states;
  private final TileRepository tiles;
  private final CheckpointSigner signer;
  private final LogHead head;

  /** Shows the service's own tables. */
  public CommittedLog(
      LogStateRepository states, TileRepository tiles, CheckpointSigner signer, LogHead head) {
    this.states = states;
    this.tiles = tiles;
    this.signer = signer;
    this.head = head;
  }

  /**
   * The newest committed state, if the log has entries.
   *
   * @throws LogStoreException if it cannot be read, or lies before one that this process has seen:
   *     a database that went back in time is not signed for
   */
  Optional<LogState> newest() {
    return head.read(states::find).filter(state -> state.size() > 0);
  }

  SignedNote checkpoint(LogState state) {
    return signer.sign(state);
  }

  TileTree tree(LogState state) {
    return new TileTree(tiles, state.size());
  }
}
