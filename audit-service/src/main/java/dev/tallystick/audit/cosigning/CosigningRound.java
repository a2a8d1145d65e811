package dev.tallystick.audit.cosigning;

import dev.tallystick.audit.witness.WitnessedCheckpoints;
import dev.tallystick.tlog.NoteSignature;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TileTree;
import dev.tallystick.tlog.VerifierKey;
import java.util.ArrayList;
import java.util.List;

/**
 * One checkpoint on its way round the witnesses. As soon as a quorum has cosigned, and again for
 * each cosignature after it, the checkpoint is kept. Thread-safe.
 */
final class CosigningRound {
  private final SignedNote checkpoint;
  private final TileTree tree;
  private final WitnessedCheckpoints outcome;
  private final List<NoteSignature> lines = new ArrayList<>();

  CosigningRound(SignedNote checkpoint, TileTree tree, WitnessedCheckpoints outcome) {
    this.checkpoint = checkpoint;
    this.tree = tree;
    this.outcome = outcome;
  }

  SignedNote checkpoint() {
    return checkpoint;
  }

  TileTree tree() {
    return tree;
  }

  long size() {
    return tree.size();
  }

  synchronized boolean isCosignedBy(VerifierKey key) {
    return lines.stream()
        .anyMatch(line -> line.keyId() == key.keyId() && line.name().equals(key.name()));
  }

  synchronized void add(NoteSignature line) {
    lines.add(line);
    outcome.offer(checkpoint.withSignatures(lines));
  }
}
