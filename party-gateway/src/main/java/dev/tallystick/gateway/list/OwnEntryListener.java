package dev.tallystick.gateway.list;

/**
 * Takes entries of the party's list, each once and in the order of the log, in the transaction that
 * notes that it was taken.
 */
public interface OwnEntryListener {
  /** Takes an entry; those of other types are passed over. */
  void take(OwnEntry entry);
}
