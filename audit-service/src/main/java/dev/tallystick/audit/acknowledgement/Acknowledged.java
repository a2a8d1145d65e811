package dev.tallystick.audit.acknowledgement;

import dev.tallystick.audit.storage.StoredEntry;

/**
 * The entry that says a release was received.
 *
 * <p>Not a record, because the row holds arrays.
 */
final class Acknowledged {
  private final StoredEntry row;
  private final boolean isNew;

  Acknowledged(StoredEntry row, boolean isNew) {
    this.row = row;
    this.isNew = isNew;
  }

  StoredEntry row() {
    return row;
  }

  /** Whether it was logged just now, not at an earlier acknowledgement of the same release. */
  boolean isNew() {
    return isNew;
  }
}
