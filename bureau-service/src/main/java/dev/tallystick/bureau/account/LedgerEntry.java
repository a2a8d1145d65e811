package dev.tallystick.bureau.account;

import dev.tallystick.events.EventId;
import dev.tallystick.party.account.FeeMove;
import dev.tallystick.tlog.Hash;
import java.time.Instant;
import java.util.Optional;

/**
 * What an entry of the log does to the fee of a release.
 *
 * @param place where and when the log has it
 * @param move nothing if what is owed stays the same
 * @param about the cause of a reversal, or what an acknowledgement has voided
 */
record LedgerEntry(
    Place place, Kind kind, Optional<FeeMove> move, SoldRelease sold, Optional<EventId> about) {

  /** A place in the log. */
  record Place(long index, Instant recordedAt, Hash entry) {}

  /** Which type of entry it is. */
  enum Kind {
    /** {@code data.released}. */
    RELEASE,
    /** {@code fee.reversed}. */
    REVERSAL,
    /** {@code data.received} that voids that a release has not arrived. */
    VOIDING
  }
}
