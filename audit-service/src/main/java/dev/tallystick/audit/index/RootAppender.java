package dev.tallystick.audit.index;

import dev.tallystick.events.usage.IndexRoot;

/**
 * Appends {@code index.root} entries.
 *
 * <p>The entry rests on the guard of the roots at number − 1 and moves it, so the log takes each
 * number once, whoever tries. The caller does not rely on what is thrown or not: it looks into the
 * log afterwards.
 */
@FunctionalInterface
public interface RootAppender {
  /**
   * Appends the root.
   *
   * @throws dev.tallystick.problem.DomainProblem if it was refused or nobody knows whether it was
   *     logged
   */
  void append(IndexRoot root);
}
