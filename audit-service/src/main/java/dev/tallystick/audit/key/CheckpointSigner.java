package dev.tallystick.audit.key;

import dev.tallystick.audit.storage.LogHead;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.NoteSigner;
import dev.tallystick.tlog.SignedNote;

/**
 * Signs checkpoints. Call it for committed states only: a signature cannot be taken back. The same
 * state always gives the same note, so signing twice is harmless.
 *
 * <p>It signs nothing while the database may have lost what was signed before, and nothing that is
 * not on the mark.
 */
public final class CheckpointSigner {
  private final String origin;
  private final LogSigners signers;
  private final SignedMark mark;
  private final LogHead head;

  /** Signs as the log of this name. */
  public CheckpointSigner(String origin, LogSigners signers, SignedMark mark, LogHead head) {
    this.origin = origin;
    this.signers = signers;
    this.mark = mark;
    this.head = head;
  }

  /**
   * The signed checkpoint of a committed state, for whoever asks for it.
   *
   * @throws dev.tallystick.audit.storage.LogStoreException if nothing may be signed
   */
  public SignedNote sign(LogState state) {
    head.requireSignable();
    mark.note(state);
    return signAgain(state.size(), state.root());
  }

  /**
   * A checkpoint of what the mark says was signed, once more: it gives nobody anything new, and a
   * witness answers nobody without one.
   */
  public SignedNote signAgain(long size, Hash root) {
    return SignedNote.sign(
        new Checkpoint(origin, size, root).body(), signers.at(size).toArray(NoteSigner[]::new));
  }

  /** Takes note that this process has committed entries of which none is about a key of the log. */
  public void extended(LogState from, LogState to) {
    signers.extended(from.size(), to.size());
  }

  /**
   * What {@link #sign} gives, for everybody: the mark is durable before the checkpoint is public,
   * or a witness holds it.
   *
   * @throws dev.tallystick.audit.storage.LogStoreException if nothing may be signed
   */
  public SignedNote signForAll(LogState state) {
    head.requireSignable();
    mark.note(state);
    mark.force();
    return sign(state);
  }
}
