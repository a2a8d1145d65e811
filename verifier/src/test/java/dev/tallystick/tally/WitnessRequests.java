package dev.tallystick.tally;

import dev.tallystick.tlog.AddCheckpoint;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.SignedNote;
import java.util.List;
import java.util.stream.IntStream;

/** What the sample log asks of a witness. */
public final class WitnessRequests {
  private WitnessRequests() {}

  /** The request to go from one size of the log to another. */
  public static byte[] grow(int old, int size) {
    return of(proof(old, size), SampleLog.ofSize(size).note());
  }

  public static byte[] of(ConsistencyProof proof, SignedNote note) {
    return new AddCheckpoint(proof, note).toByteArray();
  }

  /** The proof between two sizes, without a path where there is none. */
  public static ConsistencyProof proof(int old, int size) {
    List<Hash> leaves =
        IntStream.range(0, size).mapToObj(i -> Merkle.leafHash(SampleLog.entry(i))).toList();
    return old == 0 || old > size
        ? new ConsistencyProof(old, List.of())
        : Merkle.consistencyProof(old, leaves);
  }
}
