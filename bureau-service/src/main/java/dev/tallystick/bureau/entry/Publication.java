package dev.tallystick.bureau.entry;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;

/**
 * Something that a bureau publishes by an entry of the log, and that is stored before the log has
 * it. Beans are told what became of the entry, soon or after a crash, and maybe more than once.
 */
public interface Publication {
  /** Whether entries of this type publish it. */
  boolean concerns(String type);

  /** From now on what the entry says holds. */
  void logged(BureauId bureau, EventId event, long index);

  /** Forgets what the log does not have. */
  void drop(BureauId bureau, EventId event);
}
