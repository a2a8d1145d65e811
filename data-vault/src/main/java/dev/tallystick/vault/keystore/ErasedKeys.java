package dev.tallystick.vault.keystore;

import java.util.Collection;
import java.util.Set;

/** What the erasures of people say about keys that a backup has and the keystore has not. */
public interface ErasedKeys {
  /**
   * Makes sure that every erasure in the log is known here, also after the database was restored.
   *
   * @throws dev.tallystick.problem.DomainProblem if the log does not answer
   */
  void requireCurrent();

  /** Those whose keys were, or are being, destroyed: none of them may come back. */
  Set<KeyOwner> erased(Collection<KeyOwner> owners);
}
