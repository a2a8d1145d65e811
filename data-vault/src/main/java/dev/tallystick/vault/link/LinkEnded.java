package dev.tallystick.vault.link;

import dev.tallystick.events.EventId;
import java.util.SortedSet;

/** What follows when tokens are no longer one person's. */
public interface LinkEnded {
  /**
   * Is told after the log has it, once or several times. Blocks; in no transaction.
   *
   * @param first the tokens of one side
   * @param second the tokens of the other
   * @param cause the entry that undid the link
   */
  void ended(SortedSet<String> first, SortedSet<String> second, EventId cause);
}
