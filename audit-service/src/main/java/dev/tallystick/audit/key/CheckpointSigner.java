package dev.tallystick.audit.key;

import dev.tallystick.audit.storage.LogState;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.NoteSigner;
import dev.tallystick.tlog.SignedNote;

/**
 * Signs checkpoints. Call it for committed states only: a signature cannot be taken back. The same
 * state always gives the same note, so signing twice is harmless.
 */
public final class CheckpointSigner {
  private final NoteSigner signer;

  /** Signs as {@code signer}; its key name is the log's origin. */
  public CheckpointSigner(NoteSigner signer) {
    this.signer = signer;
  }

  /** The signed checkpoint of a committed state. */
  public SignedNote sign(LogState state) {
    return SignedNote.sign(
        new Checkpoint(signer.name(), state.size(), state.root()).body(), signer);
  }
}
