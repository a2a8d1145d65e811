package dev.tallystick.vault.keystore;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why nothing was done about the keystore. */
abstract sealed class KeystoreProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private KeystoreProblem(ProblemDocument document) {
    super(document);
  }

  /** There is nothing to restore from. */
  static final class NoBackup extends KeystoreProblem {
    private static final long serialVersionUID = 1L;

    NoBackup() {
      super(
          ProblemDocument.of(
              "KEYSTORE_BACKUP_MISSING",
              409,
              "No backup of the keystore",
              "tallystick.keystore.backup-dir is not set, or holds no backup."));
    }
  }
}
