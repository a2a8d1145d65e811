package dev.tallystick.bench.usage;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.usage.ListedEntry;
import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.events.usage.UsageProof;
import dev.tallystick.tlog.Hash;

/**
 * How large the proofs of an answer are, raw: without base64, names, and what entries say.
 *
 * @param fixed salt, count, list root, trie proof, index root with its proof, checkpoint
 * @param perEntry the two proofs of an entry, on average
 * @param answer the whole answer as it is sent
 */
record PageBytes(long fixed, double perEntry, long answer) {
  private static final int STEP = 1 + Hash.SIZE;

  static PageBytes of(UsageAnswer answer, long sent) {
    long fixed = answer.checkpoint().toByteArray().length + rootBytes(answer);
    if (answer.own().proof() instanceof UsageProof.Present present) {
      fixed += 2 * Hash.SIZE + Long.BYTES + (long) STEP * present.proof().path().size();
    }
    long entries = 0;
    for (ListedEntry entry : answer.own().entries()) {
      entries += 2 * Long.BYTES;
      entries += (long) Hash.SIZE * entry.place().path().size();
      entries += (long) Hash.SIZE * entry.logged().inclusion().path().size();
    }
    return new PageBytes(fixed, (double) entries / answer.own().entries().size(), sent);
  }

  /** The opening counts as it is sent: what it says is part of the proof. */
  private static long rootBytes(UsageAnswer answer) {
    return CanonicalJson.messageBytes(answer.indexRoot().opening().toJson()).length
        + (long) Hash.SIZE * answer.indexRoot().inclusion().path().size();
  }
}
