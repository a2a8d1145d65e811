package dev.tallystick.events.usage;

import dev.tallystick.tlog.AbsenceProof;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.IndexValue;
import dev.tallystick.tlog.TrieProof;

/** What the index has under a label, with the path to an index root: a list, or nothing. */
public sealed interface UsageProof {
  /** The length of the list. */
  long count();

  /** Whether the index with this root has exactly this under the label. */
  boolean proves(Hash label, Hash root);

  /** There is a list. */
  record Present(IndexValue value, TrieProof proof) implements UsageProof {
    @Override
    public long count() {
      return value.count();
    }

    @Override
    public boolean proves(Hash label, Hash root) {
      return proof.proves(label, value.hash(), root);
    }
  }

  /** There is nothing. */
  record Absent(AbsenceProof proof) implements UsageProof {
    @Override
    public long count() {
      return 0;
    }

    @Override
    public boolean proves(Hash label, Hash root) {
      return proof.proves(label, root);
    }
  }
}
