package dev.tallystick.tlog;

import java.util.List;
import java.util.stream.Stream;

/**
 * A checkpoint that its log has signed, with the cosignatures of trusted witnesses.
 *
 * <p>Whether the cosignatures are enough is for the caller's policy; there may be none.
 *
 * @param checkpoint what the log claims
 * @param cosignatures the statements of trusted witnesses, in the order of their lines
 */
public record VerifiedCheckpoint(Checkpoint checkpoint, List<Cosignature> cosignatures) {
  /** Copies the list. */
  public VerifiedCheckpoint {
    cosignatures = List.copyOf(cosignatures);
  }

  /**
   * Reads a checkpoint that must bear the signature of this log and be of this log's origin, which
   * is the name of its key. Signatures of unknown keys are ignored.
   *
   * @throws UnverifiedNoteException if the log's signature is missing, any trusted signature fails,
   *     or the origin is another log's
   * @throws MalformedCheckpointException if the text is not a checkpoint
   */
  public static VerifiedCheckpoint verify(
      SignedNote note, NoteVerifier log, NoteVerifier... witnesses)
      throws UnverifiedNoteException, MalformedCheckpointException {
    SignedNote.Verified verified =
        note.verify(
            Stream.concat(Stream.of(log), Stream.of(witnesses)).toArray(NoteVerifier[]::new));
    if (!verified.keys().contains(log.key())) {
      throw new UnverifiedNoteException("no signature of the log " + log.name());
    }
    Checkpoint checkpoint = Checkpoint.parse(verified.text());
    if (!checkpoint.origin().equals(log.name())) {
      throw new UnverifiedNoteException(
          "the origin is not %s, the name of the log's key".formatted(log.name()));
    }
    return new VerifiedCheckpoint(checkpoint, verified.cosignatures());
  }
}
