package dev.tallystick.vault.link;

import java.util.SortedSet;

/** What follows when tokens become one person's. */
public interface LinkBegun {
  /**
   * Is told after the log has it, once or several times. Blocks; in no transaction.
   *
   * @param tokens all that are the person's now
   */
  void begun(SortedSet<String> tokens);
}
