package dev.tallystick.tlog;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a witness has to remember of one log: the latest checkpoint that it has cosigned, with
 * its own cosignature and the log's signature, as a note. So what is kept can be checked again by
 * anybody, the witness first.
 *
 * <p>Immutable. The transitions are those of c2sp.org/tlog-witness and have no side effects.
 */
public final class WitnessState {
  private final Checkpoint checkpoint;
  private final long time;
  private final @Nullable SignedNote note;

  private WitnessState(Checkpoint checkpoint, long time, @Nullable SignedNote note) {
    this.checkpoint = checkpoint;
    this.time = time;
    this.note = note;
  }

  /** Returns the state of a log of which nothing has been cosigned: an empty tree. */
  public static WitnessState nothingOf(String origin) {
    return new WitnessState(new Checkpoint(origin, 0, Merkle.EMPTY_ROOT), 0, null);
  }

  /**
   * Reads a state that was kept as its {@link #note}.
   *
   * @param witness the witness's own key, whose cosignature the note must bear
   * @throws TlogException if the bytes are not a cosigned checkpoint of that witness
   */
  public static WitnessState parse(byte[] bytes, VerifierKey witness) throws TlogException {
    SignedNote note = SignedNote.parse(bytes);
    List<Cosignature> own = note.verify(NoteVerifier.of(witness)).cosignatures();
    long time = own.stream().mapToLong(Cosignature::time).max().orElse(0);
    return new WitnessState(Checkpoint.parse(note.text()), time, note);
  }

  /** The log. */
  public String origin() {
    return checkpoint.origin();
  }

  /** The size of the latest cosigned checkpoint, or 0. */
  public long size() {
    return checkpoint.size();
  }

  /** The root of the latest cosigned checkpoint, or that of the empty tree. */
  public Hash root() {
    return checkpoint.root();
  }

  /** When the witness cosigned last, in POSIX seconds, or 0. */
  public long time() {
    return time;
  }

  /** The latest cosigned checkpoint with its signatures, if there is one. */
  public Optional<SignedNote> note() {
    return Optional.ofNullable(note);
  }

  /**
   * Decides on a checkpoint of this log whose signature has been verified.
   *
   * @return the answer that refuses it, or nothing if it is to be cosigned
   */
  Optional<WitnessAnswer> refusal(ConsistencyProof proof, Checkpoint next) {
    if (proof.oldSize() > next.size()) {
      return refused(400, "the old size is larger than that of the checkpoint");
    }
    if (proof.oldSize() != size()) {
      return Optional.of(WitnessAnswer.conflict(size()));
    }
    if (next.size() == 0 && !next.root().equals(Merkle.EMPTY_ROOT)) {
      return refused(422, "the root of the empty tree is another");
    }
    if (size() == 0) {
      return proof.path().isEmpty()
          ? Optional.empty()
          : refused(422, "there is no proof from size 0");
    }
    if (next.size() == size() && !next.root().equals(checkpoint.root())) {
      return refused(422, "this size has been cosigned with another root");
    }
    return proof.proves(checkpoint.root(), next.size(), next.root())
        ? Optional.empty()
        : refused(422, "the consistency proof does not verify");
  }

  private static Optional<WitnessAnswer> refused(int status, String reason) {
    return Optional.of(WitnessAnswer.refused(status, reason));
  }

  /** Returns the state after this note, a checkpoint that is not refused, was cosigned. */
  WitnessState advanced(Checkpoint next, long cosignedAt, SignedNote cosigned) {
    return new WitnessState(next, cosignedAt, cosigned);
  }

  /** Compares what is remembered: the log and the note. */
  @Override
  public boolean equals(Object other) {
    return other instanceof WitnessState that
        && checkpoint.equals(that.checkpoint)
        && note().equals(that.note());
  }

  @Override
  public int hashCode() {
    return 31 * checkpoint.hashCode() + note().hashCode();
  }

  @Override
  public String toString() {
    return "WitnessState[" + checkpoint + ", time=" + time + "]";
  }
}
