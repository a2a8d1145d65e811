package dev.tallystick.tlog;

import java.util.ArrayList;
import java.util.List;

/** A log and its rewriting, and what they ask of a witness. */
final class WitnessSamples {
  static final int MOST = 12;
  static final String ORIGIN = TestKeys.LOG.verifierKey().name();
  private static final NaiveTree TREE = new NaiveTree(MOST);

  private WitnessSamples() {}

  static Checkpoint checkpoint(int size) {
    return new Checkpoint(ORIGIN, size, TREE.root(size));
  }

  /** A checkpoint of this size of a log whose first entry is another. */
  static Checkpoint forked(int size) {
    List<Hash> leaves = new ArrayList<>(TREE.leaves(0, size));
    if (size > 0) {
      leaves.set(0, Merkle.EMPTY_ROOT);
    }
    return new Checkpoint(ORIGIN, size, size > 0 ? Merkle.root(leaves) : TREE.leaf(0));
  }

  static SignedNote signed(Checkpoint checkpoint) {
    return SignedNote.sign(checkpoint.body(), TestKeys.LOG.signer());
  }

  /** The true proof between two sizes of the log, if there is one. */
  static ConsistencyProof proof(int old, int size) {
    boolean hasPath = old > 0 && old <= size;
    return new ConsistencyProof(old, hasPath ? TREE.proof(old, size) : List.of());
  }

  static byte[] request(int old, int size) {
    return request(proof(old, size), checkpoint(size));
  }

  static byte[] request(ConsistencyProof proof, Checkpoint checkpoint) {
    return new AddCheckpoint(proof, signed(checkpoint)).toByteArray();
  }
}
