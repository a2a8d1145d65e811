package dev.tallystick.audit.cosigning;

import dev.tallystick.audit.key.CheckpointSigner;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.SignableStates;
import dev.tallystick.audit.storage.TileRepository;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TileTree;
import java.util.Optional;

/** What witnesses are shown of the log: committed states alone. Thread-safe. */
public final class CommittedLog {
  private final SignableStates states;
  private final TileRepository tiles;
  private final CheckpointSigner signer;

  /** Shows the service's own tables. */
  public CommittedLog(SignableStates states, TileRepository tiles, CheckpointSigner signer) {
    this.states = states;
    this.tiles = tiles;
    this.signer = signer;
  }

  /**
   * The newest committed state, if the log has entries.
   *
   * @throws LogStoreException if it cannot be read, or lies before one that this process has seen:
   *     a database that went back in time is not signed for
   */
  Optional<LogState> newest() {
    return states.newest().filter(state -> state.size() > 0);
  }

  SignedNote checkpoint(LogState state) {
    return signer.signForAll(state);
  }

  TileTree tree(LogState state) {
    return new TileTree(tiles, state.size());
  }
}
