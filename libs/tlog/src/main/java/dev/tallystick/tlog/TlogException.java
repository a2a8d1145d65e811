package dev.tallystick.tlog;

import java.util.Objects;

/** Bytes from outside that are not what they claim to be; the message names the broken rule. */
public abstract sealed class TlogException extends Exception
    permits MalformedAddCheckpointException,
        MalformedCheckpointException,
        MalformedEntryBundleException,
        MalformedTlogProofException,
        UnprovedEntryException,
        MalformedNoteKeyException,
        MalformedNoteException,
        MalformedPolicyException,
        MalformedTilePathException,
        MalformedTrieProofException,
        UnverifiedNoteException {
  private static final long serialVersionUID = 1L;

  TlogException(String message) {
    super(message);
  }

  /** Returns the broken rule; there always is one. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
