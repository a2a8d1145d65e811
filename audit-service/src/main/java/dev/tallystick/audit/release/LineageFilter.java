package dev.tallystick.audit.release;

import dev.tallystick.audit.index.IndexedRelease;
import dev.tallystick.audit.index.WalkedRelease;
import dev.tallystick.tlog.Hash;
import java.util.Optional;

/**
 * What of a lineage is sought. The walk goes through what is not: a sale is found though what it
 * was made from is older.
 *
 * @param fromIndex the first place in the log
 * @param toIndex the first place that no longer is
 * @param party who gave or got it
 * @param purpose what for; told by the body alone, so it sifts a page and not the sums
 */
record LineageFilter(long fromIndex, long toIndex, Optional<Hash> party, Optional<String> purpose) {
  static final LineageFilter NONE =
      new LineageFilter(0, Long.MAX_VALUE, Optional.empty(), Optional.empty());

  /** Whether place and parties are those sought. */
  boolean admits(WalkedRelease release) {
    boolean isOfParty =
        party.isEmpty() || party.get().equals(release.from()) || party.get().equals(release.to());
    return release.index() >= fromIndex && release.index() < toIndex && isOfParty;
  }

  /**
   * Whether the purpose is the one sought.
   *
   * @param isReaders whether the release is filed under the reader; of others nothing is told
   */
  boolean admits(IndexedRelease release, boolean isReaders) {
    return purpose.isEmpty() || (isReaders && release.terms().isFor(purpose.get()));
  }
}
