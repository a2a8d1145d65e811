package dev.tallystick.fuzz;

import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.MalformedCheckpointException;
import dev.tallystick.tlog.MalformedNoteException;
import dev.tallystick.tlog.MalformedTlogProofException;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TlogProof;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Signed notes, checkpoints and proofs: one text a value. */
public final class NoteTarget {
  private NoteTarget() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      SignedNote note = SignedNote.parse(input);
      if (!Arrays.equals(note.toByteArray(), input)) {
        throw new AssertionError("a note is written otherwise than it was read");
      }
      checkpoint(note.text());
    } catch (MalformedNoteException e) {
      checkpoint(new String(input, StandardCharsets.UTF_8));
    }
    try {
      TlogProof proof = TlogProof.parse(input);
      if (!Arrays.equals(proof.toString().getBytes(StandardCharsets.UTF_8), input)) {
        throw new AssertionError("a proof is written otherwise than it was read");
      }
    } catch (MalformedTlogProofException e) {
      return;
    }
  }

  private static void checkpoint(String body) {
    try {
      if (!Checkpoint.parse(body).body().equals(body)) {
        throw new AssertionError("a checkpoint is written otherwise than it was read");
      }
    } catch (MalformedCheckpointException e) {
      return;
    }
  }
}
